import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { MeetingLog } from '$lib/domain/outreach/commands';
import type { App } from '$lib/server/app';
import { eraseContact } from '$lib/server/outreach/erasure-service';
import { ensureMeetingIndex } from '$lib/server/outreach/meeting-index-repository';
import { listMeetings } from '$lib/server/outreach/meeting-list-service';
import { pushCommands } from '$lib/server/sync/service';
import { meetingIndex } from '$lib/server/db/schema/meeting-index';
import { envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

let app: App;
let net: TestNetwork;
let eva: Extract<Actor, { kind: 'person' }>;
beforeAll(async () => {
  app = await createTestApp();
  net = await createTestNetwork(app);
  eva = await net.enlist('coordinator');
});
afterAll(() => disposeTestApp(app));

async function send(type: string, payload: unknown, more = {}): Promise<void> {
  const result = await pushCommands(app, eva, push([envelope(type, payload, more)]));
  const [outcome] = result.ok ? result.value.outcomes : [];
  if (outcome?.outcome !== 'applied') throw new Error(JSON.stringify(result));
}
const logged = (heldOn: string, more: Partial<MeetingLog> = {}): MeetingLog => ({
  ...{ meetingId: v7(), heldOn, form: 'visit', municipalityIds: [net.municipalities[0]!.id], attendees: [] },
  ...{ background: '', workSoFar: '', exchange: '', conclusions: '', barriers: [], followUps: [] },
  ...more
});
type Asked = Omit<Parameters<typeof listMeetings>[2], 'networkId'>;
async function list(asked: Asked = {}) {
  const page = await listMeetings(app, eva, { networkId: net.networkId, ...asked });
  if (!page.ok) throw new Error(page.problems[0]!.message);
  return page.value;
}
const daysOf = async (asked?: Asked) => (await list(asked)).meetings.map(({ heldOn }) => heldOn);

describe('the list of all meetings', () => {
  it('is searched by place, by who was there and by what was said, as it is now', async () => {
    const first = logged('2019-05-02', { conclusions: 'De gör en förteckning' });
    await send('meeting.log', first);
    const people = [{ id: v7(), name: 'Lo Exempel', role: 'it' as const }];
    const second = logged('2021-03-04', {
      attendees: people,
      municipalityIds: [net.municipalities[1]!.id],
      form: 'call'
    });
    await send('meeting.log', second);
    const barriers = [{ id: v7(), barrierId: 'no-budget', severity: 2, quote: 'Skolan först', consent: 'no' as const }];
    await send('meeting.log', logged('2026-11-20', { barriers, goalsMet: [{ id: v7(), what: 'En ägare utsedd' }] }));
    expect(await daysOf()).toEqual(['2026-11-20', '2021-03-04', '2019-05-02']);
    expect(await daysOf({ query: 'forteck' })).toEqual(['2019-05-02']);
    expect(await daysOf({ query: 'lo exem' })).toEqual(['2021-03-04']);
    expect(await daysOf({ query: 'skolan' })).toEqual(['2026-11-20']);
    expect(await daysOf({ query: 'agare' })).toEqual(['2026-11-20']);
    expect(await daysOf({ query: 'kommun 0115' })).toEqual(['2021-03-04']);
    expect(await daysOf({ query: '") OR (*' })).toEqual([]);
    expect(await daysOf({ form: 'call' })).toEqual(['2021-03-04']);
    expect(await daysOf({ barrierId: 'no-budget' })).toEqual(['2026-11-20']);
    expect(await daysOf({ municipalityId: net.municipalities[1]!.id, query: 'lo' })).toEqual(['2021-03-04']);
    const { meetings } = await list({ form: 'call' });
    expect(meetings[0]).toMatchObject({ places: ['Kommun 0115'], attendees: [{ name: 'Lo Exempel' }] });

    await send(
      'meeting.log',
      { ...first, conclusions: 'Klart', was: { conclusions: first.conclusions } },
      { baseVersion: 1 }
    );
    expect(await daysOf({ query: 'forteck' })).toEqual([]);
    expect(await daysOf({ query: 'klart' })).toEqual(['2019-05-02']);
  });

  it('goes on after the last of a page, also among several of one day', async () => {
    const days = [...Array.from({ length: 5 }, () => '2020-02-02'), '2020-02-03', '2020-02-01'];
    for (const day of days) await send('meeting.log', logged(day, { exchange: 'Sidvis' }));
    const seen: string[] = [];
    let after = '';
    for (let pages = 0; pages < 4; pages++) {
      const { meetings, next } = await list({ query: 'sidvis', limit: 2, after });
      seen.push(...meetings.map(({ id, heldOn }) => `${heldOn} ${id}`));
      after = next ?? '';
      expect(next === null).toBe(pages === 3);
    }
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    expect(seen).toHaveLength(7);
    const gone = await listMeetings(app, eva, { networkId: net.networkId, after: v7() });
    expect(gone).toMatchObject({ problems: [{ code: 'after-unknown' }] });
    for (const limit of [0, 101, 1.5])
      expect((await listMeetings(app, eva, { networkId: net.networkId, limit })).ok).toBe(false);
  });

  it('finds nobody who was erased, and reads again what was written before it was there', async () => {
    const contactId = v7();
    const municipalityId = net.municipalities[0]!.id;
    const name = 'Zebra Qvistdemo';
    await send('contact.set', { contactId, networkId: net.networkId, municipalityId, name, role: 'officer' });
    const attendees = [{ id: v7(), name, role: 'it' as const, contactId }];
    await send('meeting.log', logged('2022-01-01', { attendees, background: `${name} har en karta` }));
    expect(await daysOf({ query: 'qvistdemo' })).toEqual(['2022-01-01']);
    expect((await eraseContact(app, eva, { contactId })).ok).toBe(true);
    expect(await daysOf({ query: 'qvistdemo' })).toEqual([]);
    expect(await daysOf({ query: 'karta' })).toEqual(['2022-01-01']);
    await app.db.write((tx) => tx.delete(meetingIndex));
    await app.db.execute('DELETE FROM meeting_search');
    await ensureMeetingIndex(app.db);
    expect(await daysOf({ query: 'karta' })).toEqual(['2022-01-01']);
  });
});
