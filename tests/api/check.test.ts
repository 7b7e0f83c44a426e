import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import type { CheckRecord } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { readCheckForm, takeCheck } from '$lib/server/assessment/public-check-service';
import { shippedModels } from '$lib/server/model/seed';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let officer: Actor;
let neighbour: Actor;
beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  neighbour = await net.enlist('officer', 1);
});
afterAll(() => disposeTestApp(app));

const { model } = shippedModels.at(-1)!;
const kept = (change: object = {}) => ({
  checkId: app.newId(),
  municipalityId: net.municipalities[0]!.id,
  modelId: model.id,
  modelVersion: model.version,
  answers: { 'mandate-person-has-time': 'yes', 'legal-release-check': 'dont-know' },
  takenAt: '2026-11-12T09:00:00.000Z',
  ...change
});
async function send(payload: object, actor = officer) {
  const result = await pushCommands(app, actor, push([envelope('check.keep', payload)], app.newId()));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes[0]!;
}
async function checksOf(actor: Actor): Promise<CheckRecord[]> {
  const pulled = await pullChanges(app, actor, { since: 0 });
  if (!pulled.ok) throw new Error(JSON.stringify(pulled.problems));
  return pulled.value.changes.flatMap((c) => (c.entity === 'check' && c.data ? [c.data] : []));
}

describe('the five-minute check, without an account', () => {
  it('asks twelve questions, over every dimension, in each language', async () => {
    for (const locale of ['en', 'sv', 'nl'] as const) {
      const form = await readCheckForm(app, ANONYMOUS, { locale });
      if (!form.ok) throw new Error('refused');
      expect(form.value.questions).toHaveLength(12);
      expect(new Set(form.value.questions.map((q) => q.dimension)).size).toBe(8);
      for (const question of form.value.questions) expect(question.yesMeans.length).toBeGreaterThan(1);
    }
  });

  it('says the marks passed and one step with its tips, and neither a level nor a score', async () => {
    const result = await takeCheck(app, ANONYMOUS, { locale: 'sv', answers: { 'mandate-person-has-time': 'yes' } });
    if (!result.ok) throw new Error('refused');
    expect(result.value).toMatchObject({ total: 12, passed: 1 });
    expect(result.value.step!.tips.length).toBeGreaterThan(1);
    expect(Object.keys(result.value).sort()).toEqual(['answers', 'dimensions', 'passed', 'step', 'total']);
  });

  it.each([
    ['an answer it does not offer', { 'mandate-person-has-time': 'not-applicable' }, 'unknown-answer'],
    ['no answer at all', {}, 'nothing-answered'],
    ['answers to something else', { 'no-such-question': 'yes' }, 'nothing-answered']
  ])('refuses %s', async (_case, answers, code) => {
    expect(await takeCheck(app, ANONYMOUS, { locale: 'en', answers })).toMatchObject({
      ok: false,
      problems: [{ code }]
    });
  });
});

describe('keeping a check after signing in', () => {
  it('keeps it for the municipality, once, and shows it to nobody else', async () => {
    const check = kept();
    expect(await send(check)).toMatchObject({ outcome: 'applied' });
    expect(await send(check)).toMatchObject({ outcome: 'applied' });
    const { checkId: id, ...rest } = check;
    expect(await checksOf(officer)).toEqual([{ id, ...rest }]);
    expect(await checksOf(neighbour)).toEqual([]);
    expect(await checksOf(await net.enlist('coordinator'))).toEqual([]);
  });

  it('counts for nothing: the assessment is as it was', async () => {
    await send(kept());
    const pulled = await pullChanges(app, officer, { since: 0 });
    if (!pulled.ok) throw new Error('refused');
    const own = pulled.value.changes.find((c) => c.entity === 'assessment');
    expect(own?.data).toMatchObject({ answered: 0, startedAt: null, submittedAt: null });
  });

  it.each([
    ['for a neighbour', () => kept({ municipalityId: net.municipalities[1]!.id }), 'forbidden'],
    ['of a model that is not there', () => kept({ modelVersion: '9.9.9' }), 'unknown-model'],
    ['with a question the check does not ask', () => kept({ answers: { 'no-such': 'yes' } }), 'unknown-criterion'],
    [
      'with an answer the check does not offer',
      () => kept({ answers: { 'mandate-person-has-time': 'not-reached' } }),
      'unknown-answer'
    ]
  ])('refuses one %s', async (_case, payload, code) => {
    expect(await send(payload())).toMatchObject({ outcome: 'rejected', problems: [{ code }] });
  });

  it('refuses the id of another municipality’s check', async () => {
    const check = kept();
    await send(check);
    const stolen = await send({ ...check, municipalityId: net.municipalities[1]!.id }, neighbour);
    expect(stolen).toMatchObject({ outcome: 'rejected', problems: [{ code: 'id-taken' }] });
  });
});
