import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { printCriteria, printSheet, readPrintChoices } from '$lib/server/assessment/print-service';
import { assessment } from '$lib/server/db/schema/assessment';
import { pushCommands } from '$lib/server/sync/service';
import { answerCommand, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const clock = testClock('2026-11-22T11:00:00Z');
let app: App;
let net: TestNetwork;
let officer: Actor;
let neighbour: Actor;
let coordinator: Actor;
let assessmentId: string;
beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  neighbour = await net.enlist('officer', 1);
  coordinator = await net.enlist('coordinator');
  assessmentId = net.municipalities[0]!.assessmentId;
  const pushed = await pushCommands(app, officer, push([answerCommand(assessmentId)]));
  expect(pushed).toMatchObject({ ok: true, value: { outcomes: [{ outcome: 'applied' }] } });
});
afterAll(() => disposeTestApp(app));

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);
const sheet = (actor: Actor, comparison?: 'peers') =>
  printSheet(app, actor, { assessmentId, locale: 'sv', comparison });
const submit = (submittedAt: Date | null) =>
  app.db.write(
    async (tx) => void (await tx.update(assessment).set({ submittedAt }).where(eq(assessment.id, assessmentId)))
  );

describe('the printed result', () => {
  it('of a draft is for its own officers alone', async () => {
    expect(codeOf(await sheet(officer))).toBe('ok');
    expect(codeOf(await sheet(coordinator))).toBe('forbidden');
    expect(codeOf(await sheet(neighbour))).toBe('forbidden');
    expect(codeOf(await sheet(ANONYMOUS))).toBe('not-signed-in');
  });

  it('is for the network’s people too once it is submitted, and still for no neighbour', async () => {
    await submit(clock.now());
    expect(codeOf(await sheet(coordinator))).toBe('ok');
    expect(codeOf(await sheet(neighbour))).toBe('forbidden');
    await submit(null);
  });

  it('has the same bytes for the same answers, whenever it is printed', async () => {
    const first = await sheet(officer);
    clock.forward(40 * 86_400_000);
    const later = await sheet(officer);
    if (!first.ok || !later.ok) throw new Error('refused');
    expect(Buffer.from(later.value.pdf).equals(Buffer.from(first.value.pdf))).toBe(true);
    expect(first.value.fileName).toBe('waymark-result-0114-sv.pdf');
  });

  it('compares for its own officers alone', async () => {
    expect(codeOf(await sheet(officer, 'peers'))).toBe('ok');
    await submit(clock.now());
    expect(codeOf(await sheet(coordinator, 'peers'))).toBe('forbidden');
    await submit(null);
  });

  it('that does not exist is not found', async () => {
    expect(codeOf(await printSheet(app, officer, { assessmentId: 'x', locale: 'sv' }))).toBe('not-found');
  });
});

describe('what there is to print', () => {
  it('are one’s own result, and submitted ones for the network’s people', async () => {
    const choices = async (actor: Actor) => {
      const result = await readPrintChoices(app, actor, { networkId: net.networkId, locale: 'nl' });
      if (!result.ok) throw new Error('refused');
      return result.value;
    };
    const own = await choices(officer);
    expect(own.sheets).toEqual([expect.objectContaining({ assessmentId, submitted: false, own: true })]);
    expect(own.dimensions).toHaveLength(8);
    expect((await choices(coordinator)).sheets).toEqual([]);
    await submit(clock.now());
    expect((await choices(coordinator)).sheets).toEqual([expect.objectContaining({ assessmentId, own: false })]);
    await submit(null);
  });
});

describe('criteria on paper', () => {
  const model = 'roadmap@1.0.0';
  it.each([
    ['a level', { model, level: '3' }, 'ok'],
    ['a dimension', { model, dimension: 'legal' }, 'ok'],
    ['a model that is not there', { model: 'roadmap@9.9.9' }, 'not-found'],
    ['a level the model does not ask', { model, level: '9' }, 'unknown-level'],
    ['a level that is no number', { model, level: '1; drop' }, 'unknown-level'],
    ['a dimension that is not there', { model, dimension: '../x' }, 'unknown-dimension']
  ])('of %s', async (_case, asked, code) => {
    expect(codeOf(await printCriteria(app, officer, { ...asked, locale: 'sv' }))).toBe(code);
  });
});
