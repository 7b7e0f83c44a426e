import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR } from '$lib/domain/identity/actor';
import { insertRows } from '$lib/server/db/insert-rows';
import { network } from '$lib/server/db/schema/identity';
import { attendee, meeting, meetingBarrier, meetingMunicipality } from '$lib/server/db/schema/outreach';
import { municipality } from '$lib/server/db/schema/register';
import { ensureMeetingIndex } from '$lib/server/outreach/meeting-index-repository';
import { listMeetings } from '$lib/server/outreach/meeting-list-service';
import { startApp } from '$lib/server/start-app';
import { readEnv } from '../../src/env';

// 50,000 meetings with 290 municipalities: the list, its last pages, filters and searches that find one, some and all.

const MEETINGS = Number(process.env.BENCH_MEETINGS ?? 50_000);
const PLACES = 290;
const ROUNDS = 100;
const WORDS =
  'karta register licens beslut budget nämnd arkiv system leverantör öppna data plan ansvar kostnad nytta'.split(' ');

const say = (name: string, value: number, unit: string, n: number) =>
  console.log(JSON.stringify({ name, value: Math.round(value * 1000) / 1000, unit, n }));

const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
const env = readEnv({ DATABASE_URL: join(folder, 'bench.db'), LOG_LEVEL: 'silent' });
const app = await startApp({ env, logTo: 2 });
const networkId = app.newId();
const at = app.now();
const places = Array.from({ length: PLACES }, (_, i) => ({ id: app.newId(), name: `Kommun ${i.toString(36)}by` }));
await app.db.write(async (tx) => {
  await tx.insert(network).values({ id: networkId, name: 'Bench', country: 'SE', locale: 'sv', createdAt: at });
  await insertRows(
    tx,
    municipality,
    places.map((place, i) => ({ ...place, networkId, code: String(i).padStart(4, '0'), updatedAt: at }))
  );
});
const ids: string[] = [];
for (let from = 0; from < MEETINGS; from += 5_000) {
  await app.db.write(async (tx) => {
    const rows = Array.from({ length: Math.min(5_000, MEETINGS - from) }, (_, i) => ({ n: from + i, id: app.newId() }));
    ids.push(...rows.map(({ id }) => id));
    const text = (n: number, length: number) =>
      Array.from({ length }, (_, i) => WORDS[(n * 7 + i * 3) % WORDS.length]).join(' ');
    const dayOf = (n: number) => new Date(Date.UTC(2016, 0, 1 + (n % 3900))).toISOString().slice(0, 10);
    const who = { version: 1, createdBy: 'x', createdAt: at, updatedAt: at };
    await insertRows(
      tx,
      meeting,
      rows.map(({ n, id }) => ({
        ...{ id, networkId, heldOn: dayOf(n), form: n % 5 ? ('visit' as const) : ('call' as const), ...who },
        ...{ background: text(n, 40), exchange: text(n + 1, 60), conclusions: `${text(n + 2, 20)} nr${n}` }
      }))
    );
    await insertRows(
      tx,
      meetingMunicipality,
      rows.map(({ n, id }) => ({ meetingId: id, municipalityId: places[n % PLACES]!.id }))
    );
    await insertRows(
      tx,
      attendee,
      rows.map(({ n, id }) => ({
        id: app.newId(),
        meetingId: id,
        name: `Deltagare ${n.toString(36)}`,
        role: 'it' as const
      }))
    );
    await insertRows(
      tx,
      meetingBarrier,
      rows.map(({ n, id }) => ({
        ...{ id: app.newId(), meetingId: id, barrierId: n % 40 ? 'no-time' : 'no-budget' },
        ...{ severity: 2, quote: '', consent: 'no' as const }
      }))
    );
  });
}
const start = performance.now();
await ensureMeetingIndex(app.db);
say('meetings-index-all', performance.now() - start, 'ms', MEETINGS);

async function measure(name: string, input: Omit<Parameters<typeof listMeetings>[2], 'networkId'>): Promise<void> {
  const took: number[] = [];
  let found = 0;
  const before = process.cpuUsage();
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now();
    const page = await listMeetings(app, OPERATOR, { networkId, ...input });
    took.push(performance.now() - began);
    found = page.ok ? page.value.meetings.length : -1;
  }
  const { user, system } = process.cpuUsage(before);
  say(`meetings-${name}-cpu`, (user + system) / 1000 / ROUNDS, 'ms', found);
  took.sort((a, b) => a - b);
  say(`meetings-${name}-median`, took[ROUNDS / 2]!, 'ms', found);
  say(`meetings-${name}-p99`, took[Math.floor(ROUNDS * 0.99)]!, 'ms', found);
}

await measure('list', {});
await measure('list-deep', { after: ids[Math.floor(MEETINGS / 2)]! });
await measure('filter-form', { form: 'call' });
await measure('filter-barrier', { barrierId: 'no-budget' });
await measure('filter-place', { municipalityId: places[7]!.id });
await measure('search-one', { query: `nr${MEETINGS - 23}` });
await measure('search-some', { query: 'kommun 7by' });
await measure('search-all', { query: 'licens' });
await measure('search-none', { query: 'ordsomintefinns' });
await app.db.close();
await rm(folder, { recursive: true, force: true });
