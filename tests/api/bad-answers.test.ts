import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { App } from '$lib/server/app';
import { answersOf, findAssessment } from '$lib/server/assessment/repository';
import { auditLog } from '$lib/server/db/schema/identity';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let network: TestNetwork;
let assessmentId: string;
let officer: Actor;
beforeAll(async () => {
  app = await createTestApp();
  network = await createTestNetwork(app);
  assessmentId = network.municipalities[0]!.assessmentId;
  officer = await network.enlist('officer');
});
afterAll(() => disposeTestApp(app));

async function send(change: Record<string, unknown>): Promise<Outcome> {
  const command = answerCommand(assessmentId, change, { issuedAt: app.now().toISOString() });
  const result = await pushCommands(app, officer, push([command]));
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value.outcomes[0]!;
}

async function expectRefused(change: Record<string, unknown>, path: string, words: RegExp): Promise<void> {
  const outcome = await send(change);
  expect(outcome).toMatchObject({ outcome: 'rejected', problems: [{ path: expect.stringContaining(path) as string }] });
  if (outcome.outcome === 'rejected') expect(outcome.problems[0]!.message).toMatch(words);
}

async function expectNothingSaved(): Promise<void> {
  expect(await answersOf(app.db.read, [assessmentId])).toEqual([]);
  expect((await findAssessment(app.db.read, assessmentId))!.startedAt).toBeNull();
  const audit = await app.db.read.select().from(auditLog);
  expect(audit.some(({ action }) => action === 'answer.set')).toBe(false);
}

describe('an answer that cannot be', () => {
  it('names a criterion the model does not have, and the model', async () => {
    await expectRefused(
      { criterionId: 'no-such-thing' },
      'commands.0.criterionId',
      /roadmap .* has no criterion "no-such-thing"/
    );
    await expectNothingSaved();
  });

  it('names a criterion of another version of the model in the same way', async () => {
    // an id that earlier drafts of the model had and this one has not
    await expectRefused({ criterionId: 'mandate-first-decision.v0' }, 'criterionId', /has no criterion/);
    await expectNothingSaved();
  });

  it.each(['__proto__', 'constructor', 'Å', '../x', ''])(
    'names a criterion id that is none: %j',
    async (criterionId) => {
      const outcome = await send({ criterionId });
      expect(outcome).toMatchObject({ outcome: 'rejected' });
      if (outcome.outcome === 'rejected') expect(outcome.problems[0]!.path).toContain('criterionId');
      await expectNothingSaved();
    }
  );

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'ftp://files.example.org/decision.pdf',
    'file:///etc/passwd',
    'vbscript:msgbox',
    'www.example.org/decision'
  ])('refuses evidence that is a link but not http(s): %j', async (evidence) => {
    await expectRefused({ evidence }, 'payload.evidence', /must start with https:\/\/.* - got/);
    await expectNothingSaved();
  });

  it('refuses a value nobody can give, and one this question does not allow', async () => {
    await expectRefused({ value: 'maybe' }, 'payload.value', /maybe/);
    await expectRefused({ value: 'not-applicable' }, 'value', /applies to every municipality/);
    await expectNothingSaved();
  });
});

describe('an answer with markup', () => {
  it('is kept letter by letter: it is text, and shown as text', async () => {
    const note = '<img src=x onerror="alert(1)"> & <b>bold</b>';
    expect(await send({ note, evidence: 'https://example.org/?a=1&b=<2>' })).toMatchObject({ outcome: 'applied' });
    const pulled = await pullChanges(app, officer, { since: 0 });
    const record = pulled.ok && pulled.value.changes.find((change) => change.entity === 'answer');
    expect(record).toMatchObject({ data: { note } });
  });
});
