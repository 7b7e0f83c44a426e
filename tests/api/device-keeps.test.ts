import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/identity/actor';
import type { Change, Pull } from '$lib/domain/sync/records';
import { notKept } from '$lib/domain/sync/retention';
import type { App } from '$lib/server/app';
import { insertRows } from '$lib/server/db/insert-rows';
import { followUp, meeting, meetingMunicipality } from '$lib/server/db/schema/outreach';
import { municipality } from '$lib/server/db/schema/register';
import { loaders } from '$lib/server/sync/loaders';
import { pullChanges } from '$lib/server/sync/service';
import { sightOf } from '$lib/server/sync/visible';
import { recordStatements } from '../support/record-statements';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// Eight years of meetings: what a device would drop again is not sent, and no page reads what another has read.

const MEETINGS = 4000;
const PLACES = 40;
let app: App;
let net: TestNetwork;
let desk: Extract<Actor, { kind: 'person' }>;
const { now } = testClock('2026-11-22T09:00:00Z');

beforeAll(async () => {
  app = await createTestApp({ now });
  net = await createTestNetwork(app);
  desk = await net.enlist('coordinator');
  const at = app.now();
  const places = Array.from({ length: PLACES }, (_, n) => ({
    ...{ id: app.newId(), networkId: net.networkId, code: `p${n}`, name: `Place ${n}`, updatedAt: at }
  }));
  // one a day at most with each place, in no order of days
  const rows = Array.from({ length: MEETINGS }, (_, n) => {
    const day = new Date(Date.UTC(2018, 10, 1) + ((n * 1009) % 2900) * 86_400_000).toISOString().slice(0, 10);
    const ofPlace = n % PLACES;
    // half of the places have not been met for long
    const heldOn = ofPlace % 2 && day > '2023' ? `2019${day.slice(4)}` : day;
    return { id: app.newId(), heldOn, ofPlace };
  });
  await app.db.write(async (tx) => {
    await insertRows(tx, municipality, places);
    await insertRows(
      tx,
      meeting,
      rows.map(({ id, heldOn }) => ({
        ...{ id, networkId: net.networkId, heldOn, form: 'call' as const, version: 1 },
        ...{ createdBy: 'x', createdAt: at, updatedAt: at }
      }))
    );
    await insertRows(
      tx,
      meetingMunicipality,
      rows.map(({ id, ofPlace }) => ({ meetingId: id, municipalityId: places[ofPlace]!.id }))
    );
    await insertRows(
      tx,
      followUp,
      rows.map(({ id }, n) => ({
        ...{ id: app.newId(), networkId: net.networkId, meetingId: n % 11 ? id : null, municipalityId: null },
        ...{ what: 'Send the guide', ownerId: 'x', due: '2026-12-01', doneAt: n % 7 ? at : null, version: 1 },
        updatedAt: at
      }))
    );
  });
}, 30_000);
afterAll(() => disposeTestApp(app));

async function pull(page: string | null, pageChars = 40_000): Promise<Pull> {
  const result = await pullChanges(app, desk, { since: 0, page, pageChars });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const keys = (changes: readonly Change[]) => changes.map(({ entity, id }) => `${entity} ${id}`);
const OF_MEETINGS = /^(meeting|follow-up) /;
const mine = (changes: readonly Change[]) => keys(changes).filter((key) => OF_MEETINGS.test(key));

async function inPages(pageChars?: number): Promise<Pull[]> {
  const pages = [await pull('first', pageChars)];
  while (pages.at(-1)!.next) pages.push(await pull(pages.at(-1)!.next!, pageChars));
  return pages;
}

it('sends what a device keeps, in pages and at once', async () => {
  const sight = sightOf(desk)!;
  const all = [...(await loaders.meeting(app, sight, null)), ...(await loaders['follow-up'](app, sight, null))];
  const gone = new Set(keys(notKept(all, '2026-11-22')));
  const kept = keys(all).filter((key) => !gone.has(key));
  expect([all.length, gone.size > 2000, kept.length > 1000]).toEqual([2 * MEETINGS, true, true]);
  const pages = await inPages();
  expect(mine(pages.flatMap(({ changes }) => changes)).sort()).toEqual(kept.sort());
  expect(mine((await pull(null)).changes).sort()).toEqual(kept.sort());
  // nothing is left for the device to drop
  expect(
    notKept(
      pages.flatMap(({ changes }) => changes),
      '2026-11-22'
    )
  ).toEqual([]);
});

it('reads each record once, however many pages there are', async () => {
  const { made: pages, recorded } = await recordStatements(app, () => inPages(100_000));
  const sent = mine(pages.flatMap(({ changes }) => changes)).length;
  const reads = recorded.filter(({ sql }) => /from "?(meeting|follow_up)\b/i.test(sql));
  const rows = reads.reduce((sum, one) => sum + one.rows, 0);
  expect(pages.length).toBeGreaterThan(5);
  // an id and a row of each, their municipalities and promises, and at the end of a page what did not fit any more
  expect(rows).toBeLessThan(3 * sent + pages.length * 800);
  expect(reads.length).toBeLessThan(60 + 10 * pages.length);
});
