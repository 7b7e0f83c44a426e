import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStages } from '$lib/domain/outreach/coverage-stages';
import type { VisitProgress } from '$lib/domain/visits/visit-problem';
import type { App } from '$lib/server/app';
import { insertAssessments, insertWave } from '$lib/server/assessment/repository';
import { campaignMessage, campaignRecipient } from '$lib/server/db/schema/campaigns';
import { meeting, meetingMunicipality } from '$lib/server/db/schema/outreach';
import { plannedMeeting, plannedMeetingMunicipality } from '$lib/server/db/schema/planned-meetings';
import { shippedModels } from '$lib/server/model/seed';
import { insertReply } from '$lib/server/outreach/campaign-reply-repository';
import { logTouch } from '$lib/server/outreach/campaign-results-service';
import { readCoverage } from '$lib/server/outreach/coverage-service';
import { planNetworkVisits } from '$lib/server/outreach/visits-service';
import { updateMunicipality } from '$lib/server/register/repository';
import { POST } from '../../src/routes/api/v1/visits/+server';
import { type CampaignWorld, createCampaignWorld, must } from '../support/campaign-world';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';

let app: App;
let world: CampaignWorld;
const clock = testClock('2026-11-22T09:00:00Z');
const day = (iso: string) => new Date(`${iso}T08:00:00Z`);

/** Silent, answered by a machine, said yes, reached by telephone, came back, met, planned only, nothing at all. */
const [SILENT, MACHINE, YES, PHONED, BOUNCED, MET, PLANNED, NOTHING] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  world = await createCampaignWorld(app, 8);
  const { networkId, places, coordinator } = world;
  const campaignId = await world.start({
    filter: {
      ...{ levels: [], sizes: [], counties: [], groups: [], neverReached: false, lastContactBefore: '' },
      targets: [SILENT, MACHINE, YES, BOUNCED].map((at) => places[at]!.code),
      excluded: []
    }
  });
  const recipients = await world.recipients(campaignId);
  const of = (at: number) => recipients.find(({ municipalityId }) => municipalityId === places[at]!.id)!.id;
  await app.db.write(async (tx) => {
    await tx.update(campaignMessage).set({ state: 'sent', sentAt: day('2026-09-01') });
    await tx
      .update(campaignMessage)
      .set({ bounce: 'hard' })
      .where(eq(campaignMessage.recipientId, of(BOUNCED)));
    const reply = { networkId, campaignId, way: 'file' as const, matchedBy: 'address' as const, sortedAt: clock.now() };
    await insertReply(tx, {
      ...reply,
      ...{ id: app.newId(), recipientId: of(MACHINE), kind: 'acknowledgement', at: day('2026-09-02') }
    });
    await insertReply(tx, {
      ...reply,
      ...{ id: app.newId(), recipientId: of(YES), kind: 'other', at: day('2026-09-05') }
    });
    await insertReply(tx, {
      ...reply,
      ...{ id: app.newId(), recipientId: of(YES), kind: 'yes', at: day('2026-09-20') }
    });
    await tx
      .update(campaignRecipient)
      .set({ reply: 'yes', repliedAt: day('2026-09-20') })
      .where(eq(campaignRecipient.id, of(YES)));
    const common = { networkId, version: 1, createdBy: 'x', createdAt: clock.now(), updatedAt: clock.now() };
    const meetingId = app.newId();
    await tx.insert(meeting).values({ ...common, id: meetingId, heldOn: '2026-10-01', form: 'visit' });
    await tx.insert(meetingMunicipality).values({ meetingId, municipalityId: places[MET]!.id });
    const planned = { ...common, state: 'planned' as const, title: 'Visit', form: 'visit' as const, minutes: 60 };
    await tx.insert(plannedMeeting).values({
      ...{ ...planned, id: meetingId, startsAt: '2027-01-01T10:00', timeZone: 'Europe/Stockholm' },
      ...{ agenda: [], stampedAt: clock.now() }
    });
    await tx
      .insert(plannedMeetingMunicipality)
      .values({ plannedMeetingId: meetingId, municipalityId: places[PLANNED]!.id });
    const { model } = shippedModels.at(-1)!;
    const waveId = app.newId();
    await insertWave(tx, {
      ...{ id: waveId, networkId, name: '2026', modelId: model.id, modelVersion: model.version },
      ...{ opensAt: day('2026-08-01'), closesAt: day('2027-08-01') }
    });
    await insertAssessments(tx, [
      {
        ...{ id: app.newId(), networkId, waveId, municipalityId: places[MET]!.id, updatedAt: clock.now() },
        ...{ startedAt: day('2026-10-02'), submittedAt: day('2026-10-20') }
      }
    ]);
    for (const [at, { id }] of places.entries())
      await updateMunicipality(tx, id, {
        ...{
          lat: 60 + at / 10,
          lon: 15,
          countyCode: at < 4 ? '20' : '21',
          countyName: at < 4 ? 'Dalarna' : 'Gävleborg'
        },
        ...{ population: 4000, groupCode: at % 2 ? 'C6' : 'B3' }
      });
  });
  must(
    await logTouch(app, coordinator, {
      ...{ campaignId, municipalityIds: [places[PHONED]!.id], channel: 'phone' },
      ...{ reachedOn: '2026-10-10', reply: null }
    })
  );
});
afterAll(() => disposeTestApp(app));

const ask = { days: 1, kmPerDay: 300 };
const home = { lat: 60, lon: 15 };

describe('coverage', () => {
  it('counts what was sent and logged, answers by people, meetings that were held, and what was handed in', async () => {
    const { municipalities } = must(await readCoverage(app, world.coordinator, world));
    const days = world.places.map(({ id }) => municipalities.find((one) => one.id === id)!.days);
    const none = { contacted: null, replied: null, met: null, assessed: null, started: null };
    expect(days[SILENT]).toEqual({ ...none, contacted: '2026-09-01' });
    expect(days[MACHINE]).toEqual({ ...none, contacted: '2026-09-01' });
    expect(days[YES]).toEqual({ ...none, contacted: '2026-09-01', replied: '2026-09-05' });
    expect(days[PHONED]).toEqual({ ...none, contacted: '2026-10-10' });
    expect(days[BOUNCED]).toEqual(none);
    expect(days[MET]).toEqual({
      ...{ contacted: '2026-10-01', replied: null, met: '2026-10-01' },
      ...{ started: '2026-10-02', assessed: '2026-10-20' }
    });
    expect(days[PLANNED]).toEqual(none);
    expect(days[NOTHING]).toEqual(none);
    expect(countStages(days)).toEqual({ population: 8, contacted: 5, replied: 1, met: 1, assessed: 1, unreached: 6 });
  });
});

describe('the next best visits', () => {
  it('go to whom nobody has met, say what is known of each, and cover what is not covered', async () => {
    const plan = must(await planNetworkVisits(app, world.coordinator, { networkId: world.networkId, home, ...ask }));
    const ids = plan.trips.flatMap(({ stops }) => stops.map(({ id }) => id));
    expect(ids).not.toContain(world.places[MET]!.id);
    expect(ids).toContain(world.places[YES]!.id);
    expect(plan).toMatchObject({ optimal: true, candidates: 7 });
    // one was met in the county 21, of the group C and of this size
    expect(plan.open).toEqual(['cell:20/s1/B', 'cell:20/s1/C', 'cell:21/s1/B', 'county:20', 'group:B']);
    const known = (at: number) => plan.known.find(({ id }) => id === world.places[at]!.id)!;
    expect([SILENT, MACHINE, YES, PHONED, NOTHING].map((at) => known(at).because)).toEqual([
      ...['silent', 'silent', 'said-yes', 'silent', 'never-asked']
    ]);
    expect(known(YES).response).toBe(90);
  });

  it('keep what is pinned and leave out what is excluded', async () => {
    const [pinned, out] = [world.places[NOTHING]!.id, world.places[YES]!.id];
    const given = { networkId: world.networkId, home, ...ask, pinned: [pinned], excluded: [out] };
    const plan = must(await planNetworkVisits(app, world.coordinator, given));
    const ids = plan.trips.flatMap(({ stops }) => stops.map(({ id }) => id));
    expect(ids).toContain(pinned);
    expect(ids).not.toContain(out);
  });

  it('refuse bad settings by their field', async () => {
    const code = async (more: object) => {
      const given = { networkId: world.networkId, home, ...ask, ...more };
      const plan = await planNetworkVisits(app, world.coordinator, given as never);
      return plan.ok ? 'ok' : `${plan.problems[0]!.code} ${plan.problems[0]!.path}`;
    };
    expect(await code({ days: 0 })).toBe('invalid days');
    expect(await code({ home: 'Falun' })).toBe('invalid home');
    expect(await code({ home: { municipalityId: app.newId() } })).toBe('home-unknown home');
    expect(await code({ hoursPerDay: 8 })).toBe('limit-unclear kmPerDay');
    expect(await code({ pinned: [world.places[MET]!.id] })).toBe('pin-not-possible pinned');
    expect(await code({ pinned: [world.places[MET]!.id], again: true })).toBe('ok');
    expect(await code({ pinned: ['x'] })).toBe('id-unknown pinned');
    expect(await code({ points: { region: 1 } })).toBe('invalid points');
    expect(await code({ kmPerDay: 1, pinned: [world.places[NOTHING]!.id] })).toBe('pin-out-of-reach pin');
  });

  it('say on their way how far they are, and end when whoever asked has gone', async () => {
    const post = (signal: AbortSignal, body: unknown) => {
      const request = new Request('http://127.0.0.1/api/v1/visits', {
        ...{ method: 'POST', headers: { accept: 'application/x-ndjson' }, body: JSON.stringify(body) },
        signal
      });
      return POST({ locals: { app, actor: world.coordinator }, request } as never);
    };
    const body = { networkId: world.networkId, home, ...ask };
    const response = await post(new AbortController().signal, body);
    const lines = (await response.text()).trim().split('\n');
    const first = JSON.parse(lines[0]!) as { progress: VisitProgress };
    expect(first.progress.stage).toBe('listing');
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ status: 200, answer: { optimal: true } });
    const wrong = await post(new AbortController().signal, null);
    expect(await wrong.text()).toContain('"status":403');
    const gone = new AbortController();
    gone.abort();
    expect(await (await post(gone.signal, body)).text().catch(() => '')).toBe('');
  });
});
