import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { OPERATOR } from '$lib/domain/identity/actor';
import { insertRows } from '$lib/server/db/insert-rows';
import { network } from '$lib/server/db/schema/identity';
import { municipality } from '$lib/server/db/schema/register';
import { importList, undoListImport } from '$lib/server/outreach/list-import-service';
import { exportOutreach } from '$lib/server/outreach/outreach-export-service';
import type { ListInput } from '$lib/server/outreach/read-list-file';
import { startApp } from '$lib/server/start-app';
import { readEnv } from '../../src/env';

// An address list of 100,000 rows (or as many as are asked for): looked through, read in, read in again and taken back,
// while somebody else writes all the time; and old meetings.

const ROWS = Number(process.argv[2] ?? 100_000);
const MEETINGS = Math.round(ROWS / 20);
const PLACES = 290;

const say = (name: string, value: number, unit: string, n: number) =>
  console.log(JSON.stringify({ name, value: Math.round(value * 1000) / 1000, unit, n }));

const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
const app = await startApp({ env: readEnv({ DATABASE_URL: join(folder, 'bench.db'), LOG_LEVEL: 'silent' }), logTo: 2 });
const networkId = app.newId();
const at = app.now();
await app.db.write(async (tx) => {
  await tx.insert(network).values({ id: networkId, name: 'Bench', country: 'SE', locale: 'sv', createdAt: at });
  const places = Array.from({ length: PLACES }, (_, i) => ({
    ...{ id: app.newId(), networkId, code: String(1000 + i), name: `Kommun ${i.toString(36)}`, updatedAt: at }
  }));
  await insertRows(tx, municipality, places);
});

const contacts = Array.from(
  { length: ROWS },
  (_, n) =>
    `Karin ${n.toString(36)} Lund;p${n}@example.org;070${String(n).padStart(7, '0')};${1000 + (n % PLACES)};Handläggare`
);
const meetings = Array.from(
  { length: MEETINGS },
  (_, n) =>
    `20${10 + (n % 15)}-0${1 + (n % 9)}-${10 + (n % 18)};${1000 + (n % PLACES)};Besök;Karin ${n} Lund (IT)| Ola ${n} Berg;Som sagt ${n};Ring (2026-01-01)`
);
const files: Record<ListInput['kind'], string> = {
  contacts: `Namn;E-post;Telefon;Kommun;Roll\n${contacts.join('\n')}\n`,
  meetings: `Datum;Kommun;Form;Deltagare;Slutsatser;Löften\n${meetings.join('\n')}\n`
};
const inputOf = (kind: ListInput['kind']): ListInput => ({
  ...{ networkId, kind, fileName: 'list.csv', bytes: new TextEncoder().encode(files[kind]), choices: { places: {} } },
  ...{ source: 'Bench', basis: 'public-task', present: 'fill', pastDone: true }
});

/** How long somebody else's small write waits meanwhile. */
async function beside<T>(name: string, n: number, work: () => Promise<T>): Promise<T> {
  let going = true;
  const waits: number[] = [];
  const others = (async () => {
    while (going) {
      const began = performance.now();
      await app.db.write(async () => undefined);
      waits.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const took = performance.now() - began;
  delay.disable();
  going = false;
  await others;
  waits.sort((a, b) => a - b);
  say(`lists-${name}`, took / 1000, 's', n);
  say(`lists-${name}-cpu`, (user + system) / 1e6, 's', n);
  say(`lists-${name}-write-waits-p99`, waits[Math.floor(waits.length * 0.99)] ?? 0, 'ms', waits.length);
  say(`lists-${name}-event-loop-longest`, delay.max / 1e6, 'ms', n);
  return result;
}

for (const kind of ['contacts', 'meetings'] as const) {
  const input = inputOf(kind);
  const n = kind === 'contacts' ? ROWS : MEETINGS;
  await beside(`${kind}-dry`, n, () => importList(app, OPERATOR, { ...input, dryRun: true }));
  const done = await beside(`${kind}-in`, n, () => importList(app, OPERATOR, input));
  if (!done.ok || done.value.counts.created === 0) throw new Error(JSON.stringify(done));
  await beside(`${kind}-again`, n, () => importList(app, OPERATOR, input));
  await beside(`${kind}-out`, n, () => exportOutreach(app, OPERATOR, { networkId, kind, locale: 'sv' }));
  await beside(`${kind}-undo`, n, () => undoListImport(app, OPERATOR, { importId: done.value.importId! }));
}
say('lists-memory', process.memoryUsage().rss / 1e6, 'MB', ROWS);
await app.db.close();
await rm(folder, { recursive: true, force: true });
