import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { updateMembership, updatePerson } from '$lib/server/identity/repository';
import { remindSilentDevices } from '$lib/server/jobs/remind-silent-devices';
import { setNotifyChoices } from '$lib/server/push/choice-service';
import { forgetDevice, noteDevice } from '$lib/server/push/seen-service';
import { GET, POST } from '../../src/routes/api/v1/sync/+server';
import { answerCommand, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';
import { actorOf, createMember, mailTo, type Member } from '../support/test-people';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const PHONE = 'phone-0001';

let clock: ReturnType<typeof testClock>;
let app: App;
let net: TestNetwork;
let karin: Member;
let actor: Actor;

beforeEach(async () => {
  clock = testClock('2026-11-16T09:00:00Z');
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  const municipalityId = net.municipalities[0]!.id;
  karin = await createMember(app, { networkId: net.networkId, role: 'officer', municipalityId, name: 'Karin Lund' });
  actor = await actorOf(app, karin.personId);
});
afterEach(() => disposeTestApp(app));

async function seen(change: { deviceId?: string; unsent?: number; sent?: boolean; device?: string } = {}) {
  const result = await noteDevice(app, actor, { deviceId: PHONE, unsent: 0, sent: false, ...change });
  expect(result).toEqual({ ok: true, value: null });
}
async function mailsAfter(days: number) {
  clock.forward(days * DAY);
  await remindSilentDevices(app);
  return mailTo(app, karin.email);
}

/** What the sync's own route does with a request of the device's, before and after its pages have said what there is. */
async function sync(method: 'GET' | 'POST', headers: Record<string, string> = {}, body?: object) {
  const url = new URL('http://127.0.0.1:3000/api/v1/sync?since=0');
  const request = new Request(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const answer = await { GET, POST }[method]({ locals: { app, actor, person: null }, request, url } as never);
  expect(answer.status).toBe(200);
}

describe('a device that falls silent', () => {
  it('gets its person one mail on the fifth day, with nothing of what they do', async () => {
    await seen({ sent: true, device: 'Firefox, Android' });
    expect(await mailsAfter(4)).toEqual([]);
    const [mail, ...more] = await mailsAfter(1);
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('En av dina enheter har inte hört av sig till Waymark');
    expect(mail!.body).toContain('- Firefox, Android: senast i kontakt 16 november 2026');
    expect(mail!.body).toContain('/app');
    expect(mail!.body).toContain('/account#notifications');
    for (const word of ['Karin', 'Kommun', PHONE]) expect(mail!.body).not.toContain(word);
    expect(await mailsAfter(1)).toHaveLength(1);
    expect(await mailsAfter(20)).toHaveLength(1);
  });

  it('gets another one for another silence, not for being seen in between', async () => {
    await seen({ sent: true });
    expect(await mailsAfter(5)).toHaveLength(1);
    await seen();
    expect(await mailsAfter(4)).toHaveLength(1);
    expect(await mailsAfter(1)).toHaveLength(2);
  });

  it('is told of where it could not send something, though it never has', async () => {
    await seen({ unsent: 2 });
    expect(await mailsAfter(5)).toHaveLength(1);
  });

  it('is not told of where nobody works on it', async () => {
    await seen();
    expect(await mailsAfter(6)).toEqual([]);
  });

  it('is told of in one mail with the others', async () => {
    await seen({ sent: true, device: 'Firefox, Android' });
    await seen({ deviceId: 'laptop-001', sent: true, device: 'Edge, Windows' });
    const mails = await mailsAfter(5);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.body).toMatch(/Firefox, Android[^]*Edge, Windows|Edge, Windows[^]*Firefox, Android/);
  });

  it('is not told of to who turned that off, who left, or who may not sign in', async () => {
    await seen({ sent: true });
    await setNotifyChoices(app, actor, { silence: false });
    expect(await mailsAfter(5)).toEqual([]);
    await setNotifyChoices(app, actor, { silence: true });
    await seen({ sent: true });
    await app.db.write((tx) => updatePerson(tx, karin.personId, { disabledAt: clock.now() }));
    expect(await mailsAfter(5)).toEqual([]);
    await app.db.write((tx) => updatePerson(tx, karin.personId, { disabledAt: null }));
    await seen({ sent: true });
    await app.db.write((tx) => updateMembership(tx, karin.membershipId, { endedAt: clock.now() }));
    expect(await mailsAfter(5)).toEqual([]);
  });

  it('is not told of once its person has signed out and left nothing there', async () => {
    await seen({ sent: true });
    expect(await forgetDevice(app, actor, { deviceId: PHONE })).toMatchObject({ ok: true });
    expect(await mailsAfter(5)).toEqual([]);
  });

  it('is another person’s own matter: two people on one device', async () => {
    await seen({ sent: true });
    const eva = await net.enlist('officer');
    await noteDevice(app, eva, { deviceId: PHONE, unsent: 0, sent: true });
    await forgetDevice(app, eva, { deviceId: PHONE });
    expect(await mailsAfter(5)).toHaveLength(1);
  });

  it('is seen often and written down seldom, but never missed', async () => {
    await seen({ sent: true });
    for (let hours = 0; hours < 48; hours += 0.5) {
      clock.forward(HOUR / 2);
      await seen();
    }
    // the last time written down is at most an hour back
    expect(await mailsAfter(5 - 1 / 24 - 0.001)).toEqual([]);
    expect(await mailsAfter(1 / 24 + 0.001)).toHaveLength(1);
  });

  it('is known by its syncs: what it sent, what it could not send, and when it was last here', async () => {
    const { assessmentId } = net.municipalities[0]!;
    await sync('GET', { 'x-waymark-device': `${PHONE}/0`, 'user-agent': 'Mozilla/5.0 (Android 14) Firefox/132.0' });
    await sync('GET');
    expect(await mailsAfter(5)).toEqual([]);
    await sync('POST', {}, { ...push([answerCommand(assessmentId)]), deviceId: PHONE });
    await sync('GET', { 'x-waymark-device': `${PHONE}/1`, 'user-agent': 'Mozilla/5.0 (Android 14) Firefox/132.0' });
    const [mail] = await mailsAfter(5);
    expect(mail!.body).toContain('Firefox, Android');
    await sync('GET', { 'x-waymark-device': `${PHONE}/0` });
    expect(await mailsAfter(4)).toHaveLength(1);
    expect(await mailsAfter(1)).toHaveLength(2);
  });

  it('is not told of for a request that says no device, or an impossible one', async () => {
    await sync('GET', { 'x-waymark-device': 'x' });
    await sync('GET', { 'x-waymark-device': `${PHONE}/-1` });
    await sync('GET', { 'x-waymark-device': `${PHONE}/many` });
    await sync('POST', {}, { ...push([]), deviceId: PHONE });
    expect(await mailsAfter(6)).toEqual([]);
  });

  it('refuses what is no device', async () => {
    expect(await noteDevice(app, actor, { deviceId: '', unsent: Number.NaN, sent: false })).toMatchObject({
      ok: false
    });
  });
});
