import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '$lib/domain/assessment/history';
import { ANONYMOUS, type Actor } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { findLink } from '$lib/server/assessment/access-link-repository';
import { createAccessLink, revokeAccessLink } from '$lib/server/assessment/access-link-service';
import { readHistory } from '$lib/server/assessment/history-service';
import { answerQuestion, readQuestion } from '$lib/server/assessment/public-question-service';
import { closeWaveRow, findAnswer, openConflicts, updateAssessment } from '$lib/server/assessment/repository';
import { auditLog } from '$lib/server/db/schema/identity';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const criterionId = 'mandate-first-decision';
const from = { address: '192.0.2.7', device: null };
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);

let app: App;
let clock: ReturnType<typeof testClock>;
let network: TestNetwork;
let assessmentId: string;
let officer: Extract<Actor, { kind: 'person' }>;
let link: { id: string; token: string };
beforeEach(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
  network = await createTestNetwork(app);
  assessmentId = network.municipalities[0]!.assessmentId;
  officer = await network.enlist('officer');
  const made = await createAccessLink(app, officer, { purpose: 'question', assessmentId, criterionId });
  if (!made.ok) throw new Error(codeOf(made));
  link = made.value;
});
afterEach(() => disposeTestApp(app));

const read = () => readQuestion(app, ANONYMOUS, { token: link.token, from, locale: 'sv' });
const say = (value: string, note = '', name = 'Ylva Ek') => {
  clock.forward(1000);
  return answerQuestion(app, ANONYMOUS, { token: link.token, from, name, value, note });
};
const present = () => findAnswer(app.db.read, assessmentId, criterionId);
const conflicts = () => openConflicts(app.db.read, assessmentId);
async function officerSays(value: 'yes' | 'no' | 'partly', note = '', evidence = '') {
  clock.forward(1000);
  const baseVersion = (await present())?.version ?? null;
  const command = answerCommand(
    assessmentId,
    { criterionId, value, note, evidence },
    { baseVersion, issuedAt: app.now().toISOString() }
  );
  await pushCommands(app, officer, push([command]));
}
async function history(actor: Actor = officer): Promise<HistoryEntry[]> {
  const result = await readHistory(app, actor, { assessmentId, criterionId });
  if (!result.ok) throw new Error(codeOf(result));
  return result.value.entries;
}

describe('a question opened by link', () => {
  it('shows that question and who asks, and changes nothing', async () => {
    await officerSays('partly', 'Not for everything', 'KS 118');
    const shown = await read();
    expect(shown).toMatchObject({
      ok: true,
      value: {
        municipality: 'Kommun 0114',
        wave: '2026',
        askedBy: 'Person 1',
        criterion: { id: criterionId },
        present: { value: 'partly', by: 'Person 1', mine: false },
        name: null
      }
    });
    // what colleagues wrote for each other stays with them
    expect(JSON.stringify(shown)).not.toContain('Not for everything');
    expect((await findLink(app.db.read, link.id))!.usedAt).toBeNull();
  });

  it('comes in the visitor’s language', async () => {
    const texts = await Promise.all(
      (['en', 'sv', 'nl'] as const).map(async (locale) => {
        const shown = await readQuestion(app, ANONYMOUS, { token: link.token, from, locale });
        return shown.ok ? shown.value.text.statement : '';
      })
    );
    expect(new Set(texts).size).toBe(3);
  });
});

describe('a colleague’s answer', () => {
  it('becomes the answer where there was none, with their name for every device of the municipality', async () => {
    const before = await pullChanges(app, officer, { since: 0 });
    expect(await say('yes', 'Decided in May')).toMatchObject({ ok: true, value: { kind: 'answered' } });
    expect(await present()).toMatchObject({
      value: 'yes',
      note: 'Decided in May',
      origin: 'colleague',
      answeredBy: `link:${link.id}`
    });
    const after = await pullChanges(app, officer, { since: before.ok ? before.value.cursor : 0 });
    const changes = after.ok ? after.value.changes : [];
    expect(changes.find((c) => c.entity === 'person')).toMatchObject({
      id: `link:${link.id}`,
      data: { name: 'Ylva Ek' }
    });
    expect(changes.find((c) => c.entity === 'link')).toMatchObject({ data: { usedByName: 'Ylva Ek' } });
    const elsewhere = await pullChanges(app, await network.enlist('officer', 1), { since: 0 });
    expect(JSON.stringify(elsewhere)).not.toContain('Ylva Ek');
  });

  it('that differs is kept beside the present one, and an officer settles it by name', async () => {
    await officerSays('no', 'Cannot find one', 'KS 118');
    expect(await say('yes', 'I took it myself')).toMatchObject({ value: { kind: 'kept' } });
    expect(await present()).toMatchObject({ value: 'no', note: 'Cannot find one' });
    const [conflict] = await conflicts();
    expect(conflict).toMatchObject({ value: 'yes', note: 'I took it myself', answeredBy: `link:${link.id}` });
    const settle = envelope(
      'conflict.settle',
      { conflictId: conflict!.id, choose: 'other' },
      { issuedAt: app.now().toISOString() }
    );
    await pushCommands(app, officer, push([settle]));
    expect(await present()).toMatchObject({ value: 'yes', origin: 'colleague', evidence: 'KS 118' });
    const lines = await history();
    expect(lines.find((line) => line.kind === 'conflict')).toMatchObject({
      value: 'yes',
      name: 'Ylva Ek',
      settled: { by: officer.personId, name: 'Person 1', kept: 'other' }
    });
    expect(lines.filter((line) => line.kind === 'answer').map(({ value }) => value)).toEqual(['yes', 'no']);
  });

  it('that is the same adds at most a note, and leaves the officer’s note standing', async () => {
    await officerSays('yes', 'In the plan');
    expect(await say('yes')).toMatchObject({ value: { kind: 'agreed' } });
    expect(await present()).toMatchObject({ version: 1, note: 'In the plan' });
    await say('yes', 'And in the budget');
    expect(await present()).toMatchObject({ version: 2, note: 'In the plan\nYlva Ek: And in the budget' });
    expect(await conflicts()).toEqual([]);
  });

  it('changed again through the same link changes only what they had said', async () => {
    await say('yes');
    expect(await say('no')).toMatchObject({ value: { kind: 'answered' } });
    expect(await present()).toMatchObject({ value: 'no', version: 2 });
    expect(await conflicts()).toEqual([]);
    await officerSays('partly');
    await say('no');
    await say('yes');
    expect((await conflicts()).map(({ value }) => value)).toEqual(['yes']);
    expect(await say('partly')).toMatchObject({ value: { kind: 'agreed' } });
    expect(await conflicts()).toEqual([]);
  });

  it('leaves no name in the audit log', async () => {
    await say('yes', 'Decided in May');
    const rows = await app.db.read.select().from(auditLog);
    expect(rows.some((row) => row.action === 'link:answer' && row.subject === link.id)).toBe(true);
    expect(JSON.stringify(rows)).not.toMatch(/Ylva|Decided/);
  });
});

describe('what a link does not do', () => {
  it('names what is wrong: no name, an answer that cannot be, a note too long; nothing is half saved', async () => {
    expect(await say('yes', '', '  ')).toMatchObject({ problems: [{ path: 'name' }] });
    expect(await say('perhaps')).toMatchObject({ problems: [{ path: 'value' }] });
    expect(await say('not-reached')).toMatchObject({ problems: [{ path: 'value' }] });
    expect(await say('yes', 'x'.repeat(4001))).toMatchObject({ problems: [{ path: 'note' }] });
    expect(await present()).toBeUndefined();
    expect((await findLink(app.db.read, link.id))!.usedAt).toBeNull();
    await officerSays('yes', 'x'.repeat(3990));
    expect(await say('yes', 'y'.repeat(50))).toMatchObject({ problems: [{ code: 'note-long', path: 'note' }] });
    expect((await findLink(app.db.read, link.id))!.usedAt).toBeNull();
  });

  it('opens nothing once it was taken back, has ended, or its wave is closed', async () => {
    await revokeAccessLink(app, officer, { linkId: link.id });
    expect([codeOf(await read()), codeOf(await say('yes'))]).toEqual(['link-revoked', 'link-revoked']);
    const made = await createAccessLink(app, officer, { purpose: 'question', assessmentId, criterionId });
    if (made.ok) link = made.value;
    await app.db.write((tx) => closeWaveRow(tx, network.waveId, app.now()));
    expect([codeOf(await read()), codeOf(await say('yes'))]).toEqual(['wave-closed', 'wave-closed']);
    clock.forward(15 * 24 * 60 * 60 * 1000);
    expect([codeOf(await read()), codeOf(await say('yes'))]).toEqual(['link-expired', 'link-expired']);
    expect(await present()).toBeUndefined();
  });

  it('is not guessed: too many tries from one place wait', async () => {
    const codes = new Set<string>();
    for (let i = 0; i < 130; i++)
      codes.add(codeOf(await readQuestion(app, ANONYMOUS, { token: 'A'.repeat(43), from, locale: 'en' })));
    expect([...codes]).toEqual(['link-unknown', 'too-many-tries']);
  });
});

describe('the history of an answer', () => {
  it('says who answered what and when, newest first', async () => {
    await officerSays('no', 'Not yet');
    await officerSays('partly', 'A draft');
    const lines = await history(await network.enlist('officer'));
    expect(lines).toMatchObject([
      { kind: 'answer', version: 2, value: 'partly', note: 'A draft', name: 'Person 1', origin: 'own' },
      { kind: 'answer', version: 1, value: 'no', note: 'Not yet' }
    ]);
  });

  it('stays inside the municipality until it is submitted', async () => {
    await officerSays('no');
    const coordinator = await network.enlist('coordinator');
    const ask = (actor: Actor) => readHistory(app, actor, { assessmentId, criterionId });
    expect(codeOf(await ask(coordinator))).toBe('forbidden');
    expect(codeOf(await ask(await network.enlist('officer', 1)))).toBe('forbidden');
    expect(codeOf(await ask(ANONYMOUS))).toBe('not-signed-in');
    await app.db.write((tx) => updateAssessment(tx, assessmentId, { submittedAt: app.now() }));
    expect(codeOf(await ask(coordinator))).toBe('ok');
  });
});
