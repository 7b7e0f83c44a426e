import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { calendarFeed } from '$lib/server/db/schema/roadmap';
import { updateMembership, updatePerson } from '$lib/server/identity/repository';
import { createCalendarFeed, readCalendarChoices, revokeCalendarFeed } from '$lib/server/roadmap/calendar-service';
import { readCalendar } from '$lib/server/roadmap/public-calendar-service';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from '../support/commands';
import { readCalendarFile, textOf, valueOf } from '../support/read-calendar';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';
import { actorOf, createMember, type Member } from '../support/test-people';

const clock = testClock();
let app: App;
let net: TestNetwork;
let karin: Member;
let eva: Member;
let actor: Actor;
beforeEach(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  const place = { networkId: net.networkId, role: 'officer', municipalityId: net.municipalities[0]!.id } as const;
  karin = await createMember(app, place);
  eva = await createMember(app, { ...place, name: 'Eva Berg' });
  actor = await actorOf(app, karin.personId);
});
afterEach(() => disposeTestApp(app));

async function setStep(who: Member, criterionId: string, change: Record<string, unknown>, place = 0): Promise<void> {
  const payload = { municipalityId: net.municipalities[place]!.id, criterionId, ...change };
  const result = await pushCommands(app, await actorOf(app, who.personId), push([envelope('step.set', payload)]));
  if (!result.ok || result.value.outcomes[0]?.outcome !== 'applied') throw new Error(JSON.stringify(result));
}
async function makeToken(): Promise<string> {
  const made = await createCalendarFeed(app, actor, {});
  if (!made.ok) throw new Error('refused');
  return /\/calendar\/([\w-]{43})\.ics$/.exec(made.value.address)![1]!;
}
const read = (token: string, address = '192.0.2.1') => readCalendar(app, ANONYMOUS, { token, address });
async function eventsOf(token: string) {
  const result = await read(token);
  if (!result.ok) throw new Error(result.problems[0]!.code);
  return readCalendarFile(result.value.file).events;
}
const codeOf = (result: Awaited<ReturnType<typeof read>>) => (result.ok ? 'ok' : result.problems[0]!.code);

describe('the calendar of a person', () => {
  it('holds the dated steps of the own municipality, those one looks after first', async () => {
    await setStep(eva, 'mandate-first-decision', { due: '2026-12-01', note: 'Ask Anna Ek' });
    await setStep(karin, 'legal-first-licence', { due: '2027-01-31' });
    await setStep(karin, 'people-can-explain', {});
    await setStep(karin, 'demand-contact-point', { due: '2026-12-24', status: 'done' });
    const events = await eventsOf(await makeToken());
    expect(events.map((event) => valueOf(event, 'DTSTART'))).toEqual(['20270131', '20261201']);
    expect(textOf(events[0]!, 'SUMMARY').length).toBeGreaterThan(10);
    expect(textOf(events[0]!, 'DESCRIPTION')).toContain('Kommun 0114');
    // nobody's name, no note
    expect(JSON.stringify(events)).not.toMatch(/Anna Ek|Eva Berg|Karin/);
  });

  it('changes an entry instead of adding one', async () => {
    await setStep(karin, 'legal-first-licence', { due: '2027-01-31' });
    const token = await makeToken();
    const [before] = await eventsOf(token);
    clock.forward(60_000);
    await setStep(karin, 'legal-first-licence', { due: '2027-02-15' });
    const [after] = await eventsOf(token);
    expect(valueOf(after!, 'UID')).toBe(valueOf(before!, 'UID'));
    expect(valueOf(after!, 'DTSTART')).toBe('20270215');
    expect(valueOf(after!, 'DTSTAMP') > valueOf(before!, 'DTSTAMP')).toBe(true);
  });

  it('has one address, kept as a hash: a new one replaces it, and revoking ends it', async () => {
    const first = await makeToken();
    const second = await makeToken();
    expect(codeOf(await read(first))).toBe('not-found');
    expect(codeOf(await read(second))).toBe('ok');
    expect(JSON.stringify(await app.db.read.select().from(calendarFeed))).not.toContain(second);
    expect(await readCalendarChoices(app, actor, {})).toMatchObject({ value: { since: clock.now() } });
    await revokeCalendarFeed(app, actor, {});
    expect(codeOf(await read(second))).toBe('not-found');
    expect(await readCalendarChoices(app, actor, {})).toMatchObject({ value: { since: null } });
  });

  it('is empty once the person has left, and closed once they may not sign in', async () => {
    await setStep(karin, 'legal-first-licence', { due: '2027-01-31' });
    const token = await makeToken();
    await app.db.write((tx) => updateMembership(tx, karin.membershipId, { endedAt: clock.now() }));
    expect(await eventsOf(token)).toEqual([]);
    await app.db.write((tx) => updatePerson(tx, karin.personId, { disabledAt: clock.now() }));
    expect(codeOf(await read(token))).toBe('not-found');
  });

  it.each(['', 'x', '../../etc/passwd', 'a'.repeat(43), 'a'.repeat(10_000), '%00'])(
    'opens nothing for %j',
    async (token) => {
      expect(codeOf(await read(token))).toBe('not-found');
    }
  );

  it('may be fetched often, but not without end; guessing ends sooner', async () => {
    const token = await makeToken();
    for (let i = 0; i < 120; i++) expect(codeOf(await read(token))).toBe('ok');
    expect(codeOf(await read(token))).toBe('too-many-tries');
    for (let i = 0; i < 60; i++) await read('guess', '198.51.100.7');
    expect(codeOf(await read('guess', '198.51.100.7'))).toBe('too-many-tries');
  });
});
