import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '$lib/server/app';
import { findWave } from '$lib/server/assessment/repository';
import { insertRows } from '$lib/server/db/insert-rows';
import { wave } from '$lib/server/db/schema/assessment';
import { pairing, round } from '$lib/server/db/schema/mentoring';
import { meeting, meetingBarrier, meetingMunicipality } from '$lib/server/db/schema/outreach';
import { shippedModels } from '$lib/server/model/seed';
import { gatherWave } from '$lib/server/reporting/gather';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

// Two waves one after the other: every meeting and every pairing counts for one of them, so that nobody can subtract
// the report of one from that of the other and read what a single municipality said in between.

const { model } = shippedModels.at(-1)!;
const DAY = 86_400_000;
const clock = testClock();
let app: App;
let net: TestNetwork;
let next: string;
/** Days after the first wave opened. */
const at = (days: number) => new Date(opened + days * DAY);
let opened: number;

/** What is raised at a meeting tells the meetings apart: one before the close, on that day, between the waves, in the second. */
const HELD = [5, 20, 40, 70].map((day, i) => ({ day, barrier: model.barriers[i]!.id }));

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  opened = app.now().getTime();
  const [one, other] = net.municipalities;
  const { networkId } = net;
  const by = { networkId, version: 1, createdBy: 'x', createdAt: at(0), updatedAt: at(0) };
  next = app.newId();
  await app.db.write(async (tx) => {
    for (const { day, barrier } of HELD) {
      const id = app.newId();
      await insertRows(tx, meeting, [{ ...by, id, heldOn: at(day).toISOString().slice(0, 10), form: 'call' as const }]);
      await insertRows(tx, meetingMunicipality, [{ meetingId: id, municipalityId: one!.id }]);
      const raised = { id: app.newId(), meetingId: id, barrierId: barrier, severity: 2, quote: '' };
      await insertRows(tx, meetingBarrier, [{ ...raised, consent: 'no' as const }]);
    }
    const rounds = [app.newId(), app.newId()];
    const said = { networkId, name: 'Round', createdAt: at(0), createdBy: 'x', total: 0, bound: 0, unmatched: [] };
    await insertRows(
      tx,
      round,
      rounds.map((id) => ({ id, ...said }))
    );
    const pair = { networkId, score: 1, reasons: [], dimension: model.dimensions[0]!.id };
    await insertRows(
      tx,
      pairing,
      [5, 40, 70].map((day, i) => ({
        ...{
          id: app.newId(),
          roundId: rounds[i === 2 ? 1 : 0]!,
          ...pair,
          status: 'active' as const,
          startedAt: at(day)
        },
        // who helps whom tells the pairings apart
        menteeId: i === 1 ? other!.id : one!.id,
        mentorId: i === 1 ? one!.id : other!.id
      }))
    );
    const [first] = await tx.select().from(wave).where(eq(wave.id, net.waveId));
    // closed later than it was meant to
    await tx
      .update(wave)
      .set({ closesAt: at(10), closedAt: at(20) })
      .where(eq(wave.id, net.waveId));
    await tx
      .insert(wave)
      .values({ ...first!, id: next, name: 'Next', opensAt: at(50), closesAt: at(90), closedAt: null });
  });
});
afterAll(() => disposeTestApp(app));

async function count(id: string) {
  const { barriers, met, pairings } = await gatherWave(app, (await findWave(app.db.read, id))!, model, 5);
  return {
    met,
    raised: barriers.map(({ barrier }) => barrier),
    mentees: pairings?.map(({ mentee }) => mentee)
  };
}

it('counts for the first wave what was until its close, though no wave came before', async () => {
  clock.forward(60 * DAY);
  const { met, raised, mentees } = await count(net.waveId);
  expect(met).toEqual(['0114']);
  expect(raised.sort()).toEqual([HELD[0]!.barrier, HELD[1]!.barrier].sort());
  expect(mentees).toEqual(['0114']);
});

it('counts for the next wave what came after that close, the time between the two included, until today', async () => {
  const { raised, mentees } = await count(next);
  expect(raised).toEqual([HELD[2]!.barrier]);
  expect(mentees).toEqual(['0115']);
});

it('counts everything for one of the two in the end, and nothing for both', async () => {
  clock.forward(20 * DAY);
  const [first, second] = [await count(net.waveId), await count(next)];
  expect([...first.raised, ...second.raised].sort()).toEqual(HELD.map(({ barrier }) => barrier).sort());
  expect([first.mentees, second.mentees!.sort()]).toEqual([['0114'], ['0114', '0115']]);
});
