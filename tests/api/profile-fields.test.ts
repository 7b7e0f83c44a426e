import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { ProfileSet } from '$lib/domain/mentoring/commands';
import type { ClashRecord, ProfileRecord } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { findProfile } from '$lib/server/mentoring/repository';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { actorOf, createMember, createMunicipality, createNetwork } from '../support/test-people';

let app: App;
let municipalityId: string;
let other: string;
let third: string;
let kim: Actor;
let lo: Actor;
let stranger: Actor;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => disposeTestApp(app));

beforeEach(async () => {
  const networkId = await createNetwork(app);
  municipalityId = await createMunicipality(app, networkId, '2161', 'Ljusdal');
  other = await createMunicipality(app, networkId, '2121', 'Ovanåker');
  third = await createMunicipality(app, networkId, '2132', 'Nordanstig');
  const officer = async (of: string, name: string) =>
    actorOf(app, (await createMember(app, { networkId, role: 'officer', municipalityId: of, name })).personId);
  kim = await officer(municipalityId, 'Kim');
  lo = await officer(municipalityId, 'Lo');
  stranger = await officer(other, 'Stranger');
});

type Field = Exclude<keyof ProfileSet, 'municipalityId' | 'was'>;

/** One field, as a device sends it: the four old ones along, which it does not say to have changed. */
async function set(actor: Actor, field: Field, value: unknown, seen: unknown) {
  const whole = { municipalityId, offers: [], capacity: 1, wants: [], languages: ['sv'] };
  return send(actor, 'mentoring.profile', { ...whole, [field]: value, was: { [field]: seen } });
}

async function send(actor: Actor, type: string, payload: unknown) {
  const result = await pushCommands(app, actor, push([envelope(type, payload)], app.newId()));
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const outcome = result.value.outcomes[0]!;
  return outcome.outcome === 'rejected' ? outcome.problems[0]!.code : outcome.outcome;
}

async function pull(actor: Actor): Promise<{ profile: ProfileRecord | undefined; clashes: ClashRecord[] }> {
  const pulled = await pullChanges(app, actor, { since: 0 });
  if (!pulled.ok) throw new Error(pulled.problems[0]!.message);
  const { changes } = pulled.value;
  return {
    profile: changes.flatMap((one) => (one.entity === 'profile' && one.data ? [one.data] : []))[0],
    clashes: changes.flatMap((one) => (one.entity === 'clash' && one.data ? [one.data] : []))
  };
}

describe('a profile two officers change on their own phones', () => {
  it('keeps what each says in fields of their own, and what both add to a list', async () => {
    expect(await set(kim, 'capacity', 3, 1)).toBe('applied');
    expect(await set(lo, 'wants', ['legal'], [])).toBe('applied');
    expect(await set(kim, 'months', [3, 4], [])).toBe('applied');
    expect(await set(lo, 'months', [9], [])).toBe('applied');
    const { profile, clashes } = await pull(kim);
    expect(profile).toMatchObject({ capacity: 3, wants: ['legal'], months: [3, 4, 9], offers: [] });
    expect(clashes).toEqual([]);
  });

  it('keeps both where they say different things of one field, for either to choose', async () => {
    await set(kim, 'capacity', 3, 1);
    expect(await set(lo, 'capacity', 2, 1)).toBe('conflict');
    const seen = await pull(kim);
    expect(seen.profile!.capacity).toBe(3);
    expect(seen.clashes).toMatchObject([{ of: 'profile', entityId: municipalityId, field: 'capacity', value: 2 }]);
    expect((await pull(stranger)).clashes).toEqual([]);
    const choice = { clashId: seen.clashes[0]!.id, choose: 'other', seen: { standing: 3, other: 2 } };
    expect(await send(stranger, 'clash.settle', choice)).toBe('forbidden');
    expect(await send(kim, 'clash.settle', choice)).toBe('applied');
    expect(await pull(lo)).toMatchObject({ profile: { capacity: 2 }, clashes: [] });
  });

  it('does not take part until somebody says so, whatever else is chosen', async () => {
    await set(kim, 'wants', ['legal'], []);
    expect((await pull(kim)).profile!.consent).toBe(false);
    await set(kim, 'consent', true, false);
    await set(lo, 'wants', ['legal', 'people'], ['legal']);
    expect((await pull(kim)).profile).toMatchObject({ consent: true, wants: ['legal', 'people'] });
    await set(lo, 'consent', false, true);
    expect((await pull(kim)).profile!.consent).toBe(false);
    expect((await findProfile(app.db.read, municipalityId))!.withdrawnAt).not.toBeNull();
  });

  it('takes part where an older version of the app, which does not ask, says something first', async () => {
    const whole = { municipalityId, offers: ['legal'], capacity: 1, wants: [], languages: ['sv'] };
    expect(await send(kim, 'mentoring.profile', whole)).toBe('applied');
    expect((await pull(kim)).profile).toMatchObject({ consent: true, offers: ['legal'] });
    await set(lo, 'consent', false, true);
    expect(await send(kim, 'mentoring.profile', { ...whole, capacity: 2 })).toBe('applied');
    expect((await pull(kim)).profile).toMatchObject({ consent: false, capacity: 2 });
  });

  it('refuses a wish for one that a colleague has put among the avoided, and the other way round', async () => {
    expect(await set(kim, 'avoid', [other], [])).toBe('applied');
    expect(await set(lo, 'wishes', [{ municipalityId: other, reason: 'Near' }], [])).toBe('contradiction');
    expect(await set(lo, 'prefers', [other], [])).toBe('contradiction');
    // what has nothing to do with it goes through
    expect(await set(lo, 'rest', true, false)).toBe('applied');
    await set(kim, 'avoid', [], [other]);
    await set(lo, 'prefers', [other], []);
    expect(await set(kim, 'avoid', [other], [])).toBe('contradiction');
    expect((await pull(kim)).profile).toMatchObject({ avoid: [], prefers: [other], rest: true });
  });

  it('refuses a wish without its reason, and takes it with one', async () => {
    const wish = (reason: string) => [{ municipalityId: other, reason }];
    expect(await set(kim, 'wishes', wish('  '), [])).toBe('reason-missing');
    expect((await pull(kim)).profile?.wishes ?? []).toEqual([]);
    expect(await set(kim, 'wishes', wish('Near'), [])).toBe('applied');
    expect(await set(lo, 'wishes', wish(''), wish('Near'))).toBe('reason-missing');
    expect((await pull(kim)).profile!.wishes).toEqual(wish('Near'));
    expect(await set(lo, 'wishes', [], wish('Near'))).toBe('applied');
  });

  it('lets other fields through that come in one delivery with a refused one', async () => {
    await set(kim, 'avoid', [other], []);
    const whole = { municipalityId, offers: [], capacity: 1, wants: [], languages: ['sv'] };
    const wishes = [{ municipalityId: other, reason: 'Near' }];
    const commands = [
      { ...whole, wishes, was: { wishes: [] } },
      { ...whole, rest: true, was: { rest: false } },
      { ...whole, wishes: [], was: { wishes } }
    ].map((payload) => envelope('mentoring.profile', payload));
    const result = await pushCommands(app, lo, push(commands, app.newId()));
    expect(result.ok && result.value.outcomes.map(({ outcome }) => outcome)).toEqual([
      'rejected',
      'applied',
      // it builds on the one that was refused
      'rejected'
    ]);
    expect((await pull(kim)).profile).toMatchObject({ rest: true, wishes: [] });
  });

  it('does not let a choice between two values contradict another list', async () => {
    const wish = [{ municipalityId: other, reason: 'Far' }];
    await set(kim, 'wishes', [{ municipalityId: third, reason: 'Near' }], []);
    expect(await set(lo, 'wishes', wish, [])).toBe('conflict');
    expect(await set(lo, 'avoid', [other], [])).toBe('applied');
    const { clashes, profile } = await pull(kim);
    const choice = { clashId: clashes[0]!.id, seen: { standing: profile!.wishes, other: wish } };
    expect(await send(kim, 'clash.settle', { ...choice, choose: 'both' })).toBe('cannot-join');
    expect(await send(kim, 'clash.settle', { ...choice, choose: 'other' })).toBe('contradiction');
    expect(await set(lo, 'avoid', [], [other])).toBe('applied');
    expect(await send(kim, 'clash.settle', { ...choice, choose: 'other' })).toBe('applied');
    expect(await pull(lo)).toMatchObject({ profile: { wishes: wish }, clashes: [] });
  });
});
