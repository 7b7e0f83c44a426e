import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Actor } from '$lib/domain/identity/actor';
import type { Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { readLink } from '$lib/server/assessment/access-link';
import { findLink } from '$lib/server/assessment/access-link-repository';
import { createAccessLink, revokeAccessLink } from '$lib/server/assessment/access-link-service';
import { closeWaveRow, updateAssessment } from '$lib/server/assessment/repository';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

const DAY = 24 * 60 * 60 * 1000;
const criterionId = 'mandate-first-decision';
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);

let app: App;
let clock: ReturnType<typeof testClock>;
let network: TestNetwork;
let assessmentId: string;
let officer: Actor;
let coordinator: Actor;
beforeEach(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
  network = await createTestNetwork(app);
  assessmentId = network.municipalities[0]!.assessmentId;
  officer = await network.enlist('officer');
  coordinator = await network.enlist('coordinator');
});
afterEach(() => disposeTestApp(app));

const ask = (actor: Actor, more = {}) =>
  createAccessLink(app, actor, { purpose: 'question', assessmentId, criterionId, ...more });

async function made(): Promise<{ id: string; token: string }> {
  const result = await ask(officer);
  if (!result.ok) throw new Error(codeOf(result));
  return result.value;
}

describe('a link that needs no account', () => {
  it('opens what it was made for, and keeps only the hash of its token', async () => {
    const { id, token } = await made();
    expect(token).toMatch(/^[\w-]{43}$/);
    const read = await readLink(app, token, 'question');
    expect(read).toMatchObject({ ok: true, value: { id, assessmentId, criterionId, usedAt: null } });
    expect(JSON.stringify(await findLink(app.db.read, id))).not.toContain(token);
  });

  it('opens nothing else: not for another purpose, not with a letter changed, not with anything odd', async () => {
    const { token } = await made();
    expect(codeOf(await readLink(app, token, 'confirm'))).toBe('link-unknown');
    const other = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    for (const odd of [other, '', "' or 1=1 --", token + 'x'])
      expect(codeOf(await readLink(app, odd, 'question'))).toBe('link-unknown');
  });

  it('ends after 14 days', async () => {
    const { token } = await made();
    clock.forward(14 * DAY - 1);
    expect(codeOf(await readLink(app, token, 'question'))).toBe('ok');
    clock.forward(1);
    expect(codeOf(await readLink(app, token, 'question'))).toBe('link-expired');
  });

  it('is taken back, once and for all', async () => {
    const { id, token } = await made();
    expect(codeOf(await revokeAccessLink(app, officer, { linkId: id }))).toBe('ok');
    expect(codeOf(await readLink(app, token, 'question'))).toBe('link-revoked');
    const at = (await findLink(app.db.read, id))!.revokedAt;
    clock.forward(DAY);
    expect(codeOf(await revokeAccessLink(app, officer, { linkId: id }))).toBe('ok');
    expect((await findLink(app.db.read, id))!.revokedAt).toEqual(at);
  });
});

describe('who gives links away', () => {
  it('the own officers; others and nobody signed in do not', async () => {
    expect(codeOf(await ask(await network.enlist('officer', 1)))).toBe('forbidden');
    expect(codeOf(await ask(await network.enlist('analyst')))).toBe('forbidden');
    expect(codeOf(await ask(ANONYMOUS))).toBe('not-signed-in');
  });

  it('a coordinator asks a colleague only where they fill it in together: a draft stays inside its municipality', async () => {
    expect(codeOf(await ask(coordinator))).toBe('forbidden');
    await app.db.write((tx) => updateAssessment(tx, assessmentId, { mode: 'assisted' }));
    expect(codeOf(await ask(coordinator))).toBe('ok');
  });

  it('a coordinator has an assessment confirmed, and leaves a plan to its municipality', async () => {
    expect(codeOf(await createAccessLink(app, coordinator, { purpose: 'confirm', assessmentId }))).toBe('ok');
    const municipalityId = network.municipalities[0]!.id;
    expect(codeOf(await createAccessLink(app, coordinator, { purpose: 'plan', municipalityId }))).toBe('forbidden');
    expect(codeOf(await createAccessLink(app, officer, { purpose: 'plan', municipalityId }))).toBe('ok');
  });

  it('takes back only links of the own municipality', async () => {
    const { id } = await made();
    expect(codeOf(await revokeAccessLink(app, await network.enlist('officer', 1), { linkId: id }))).toBe('forbidden');
    expect((await findLink(app.db.read, id))!.revokedAt).toBeNull();
  });
});

describe('a link that cannot be made', () => {
  it('names the place: a criterion the model has not, an assessment that is not there, a purpose nobody knows', async () => {
    expect(await ask(officer, { criterionId: 'no-such-thing' })).toMatchObject({
      problems: [{ code: 'unknown-criterion', path: 'criterionId' }]
    });
    expect(await ask(officer, { assessmentId: app.newId() })).toMatchObject({
      problems: [{ code: 'not-found', path: 'assessmentId' }]
    });
    expect(await ask(officer, { purpose: 'everything' })).toMatchObject({ problems: [{ path: 'purpose' }] });
  });

  it('is refused once the wave is closed', async () => {
    await app.db.write((tx) => closeWaveRow(tx, network.waveId, app.now()));
    expect(codeOf(await ask(officer))).toBe('wave-closed');
  });
});
