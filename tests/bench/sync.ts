import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { type Evening, createEvening, parcelsOf } from '../support/evening';
import { HttpClient } from '../support/http-client';
import { type RunningServer, startServer } from '../support/server';

// The deadline evening (quality.md): the built server, everything over HTTP on this machine, and this process beside it.
const option = (name: string, usual: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};
const CLIENTS = option('clients', 2000);
const ANSWERS = option('answers', 250);
const COORDINATORS = option('coordinators', 50);
const ARRIVE_MS = option('seconds', 60) * 1000;
const ROUNDS = option('rounds', 3);
/** A coordinator looks at a list this often. */
const LOOK_MS = 2000;

const tell = (name: string, value: number | string, unit: string, n: number, more: object = {}) =>
  console.log(JSON.stringify({ name, value: typeof value === 'number' ? round(value) : value, unit, n, ...more }));
const round = (value: number) => Math.round(value * 1000) / 1000;
const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
const quantile = (values: number[], q: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;
const spread = (values: number[]) => ({ min: round(Math.min(...values)), max: round(Math.max(...values)) });

interface Tally {
  acknowledged: Set<string>;
  /** Whole syncs of one client, in milliseconds. */
  syncs: number[];
  /** Requests told to come again later; they do. */
  later: number;
  /** Sent again after a connection was lost. */
  again: number;
  errors: number;
}
const newTally = (): Tally => ({ acknowledged: new Set(), syncs: [], later: 0, again: 0, errors: 0 });

/** One client's evening: parcel after parcel, coming again when it is told to. */
async function syncOne(http: HttpClient, evening: Evening, who: number, tally: Tally): Promise<void> {
  const officer = evening.officers[who]!;
  const parcels = parcelsOf(officer, evening.criteria);
  const started = performance.now();
  for (const { ids, body } of parcels) {
    for (;;) {
      const { outcomes, reply } = await http.push(officer.cookie, body);
      if (outcomes) {
        for (const { commandId, outcome } of outcomes)
          if (outcome === 'applied' || outcome === 'duplicate') tally.acknowledged.add(commandId);
          else tally.errors++;
        if (outcomes.length !== ids.length) tally.errors++;
        break;
      }
      if (reply.status === 0) {
        // a connection that the server closed as idle just then: sent again, done once
        tally.again++;
        await wait(100);
        continue;
      }
      if (reply.status !== 503) {
        tally.errors++;
        return;
      }
      tally.later++;
      await wait((reply.retryAfter ?? 1) * 1000);
    }
  }
  tally.syncs.push(performance.now() - started);
}

/** What a coordinator's device and pages ask while others send: what changed, and the lists of the network. */
async function coordinate(
  http: HttpClient,
  cookie: string,
  until: () => boolean,
  times: number[],
  { knows }: { knows: () => void }
): Promise<void> {
  let cursor = 0;
  let page = 'first';
  await wait(Math.random() * LOOK_MS);
  while (!until()) {
    const started = performance.now();
    const reply = await http.ask('GET', `/api/v1/sync?since=${cursor}&page=${page}`, cookie);
    if (reply.status === 0) continue;
    if (reply.status === 503) {
      await wait((reply.retryAfter ?? 1) * 1000);
      continue;
    }
    times.push(performance.now() - started);
    if (reply.status !== 200) throw new Error(`A coordinator's list was refused: ${reply.status}`);
    const pull = JSON.parse(reply.body.toString()) as { cursor: number; next?: string; more: boolean };
    page = pull.next ?? 'first';
    if (!pull.next) cursor = pull.cursor;
    if (!pull.next && !pull.more) knows();
    await wait(pull.more ? 0 : LOOK_MS);
  }
}

const memory = (server: RunningServer) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const cpu = (server: RunningServer) => {
  const fields = readFileSync(`/proc/${server.process.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

/** How many of the acknowledged are not on the disk, each with its effect. */
async function countLost(file: string, { acknowledged }: Tally): Promise<number> {
  const client = createClient({ url: `file:${file}` });
  const { rows } = await client.execute('SELECT id FROM sync_command');
  const { rows: effects } = await client.execute('SELECT count(*) FROM answer_history');
  client.close();
  const stored = new Set(rows.map((row) => String(row[0])));
  if (Number(effects[0]?.[0]) !== stored.size) throw new Error(`${stored.size} commands, ${effects[0]?.[0]} effects`);
  return [...acknowledged].filter((id) => !stored.has(id)).length;
}

async function withServer(
  wanted: { officers: number; coordinators: number },
  run: (http: HttpClient, evening: Evening, server: RunningServer, file: string) => Promise<void>
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
  const file = join(folder, 'waymark.db');
  const evening = await createEvening(file, { ...wanted, criteria: ANSWERS });
  const server = await startServer(file, { LOG_LEVEL: 'error' });
  const http = new HttpClient(server.origin);
  try {
    await run(http, evening, server, file);
  } finally {
    http.close();
    await server.stop('SIGKILL');
    if (server.log()) console.error(server.log().slice(0, 2000));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does `one` for each number below `count`, so many at a time. */
async function atATime(many: number, count: number, one: (i: number) => Promise<void>): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: many }, async () => {
      while (next < count) await one(next++);
    })
  );
  return (performance.now() - started) / 1000;
}

tell(
  'machine',
  `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
  '',
  1
);

const SINGLES = 3000;
const SYNCS = 100;
await withServer(
  { officers: Math.max(SYNCS * ROUNDS, 20 * ROUNDS), coordinators: 0 },
  async (http, evening, server, file) => {
    await wait(1000);
    tell('memory-idle', memory(server), 'MB', 1);
    const tally = newTally();
    const syncRates: number[] = [];
    const busyBefore = cpu(server);
    for (let round = 0; round < ROUNDS; round++) {
      const seconds = await atATime(16, SYNCS, (i) => syncOne(http, evening, round * SYNCS + i, tally));
      syncRates.push(SYNCS / seconds);
    }
    tell(`syncs-of-${ANSWERS}-answers`, quantile(syncRates, 0.5), 'per second', SYNCS * ROUNDS, spread(syncRates));
    // what does not depend on what else the machine does
    tell('cpu-per-sync', ((cpu(server) - busyBefore) * 1000) / (SYNCS * ROUNDS), 'ms', SYNCS * ROUNDS);
    tell('lost', await countLost(file, tally), 'answers', tally.acknowledged.size);
  }
);
await withServer(
  { officers: Math.ceil(SINGLES / ANSWERS) * ROUNDS, coordinators: 0 },
  async (http, evening, _server, file) => {
    const tally = newTally();
    const rates: number[] = [];
    const each = Math.ceil(SINGLES / ANSWERS);
    for (let round = 0; round < ROUNDS; round++) {
      const singles = evening.officers
        .slice(round * each, (round + 1) * each)
        .flatMap((officer) => evening.criteria.map((id) => ({ officer, body: parcelsOf(officer, [id])[0]!.body })));
      const seconds = await atATime(32, singles.length, async (i) => {
        const { outcomes } = await http.push(singles[i]!.officer.cookie, singles[i]!.body);
        if (outcomes?.[0]?.outcome === 'applied') tally.acknowledged.add(outcomes[0].commandId);
        else tally.errors++;
      });
      rates.push(singles.length / seconds);
    }
    tell('single-writes', quantile(rates, 0.5), 'per second', each * ANSWERS * ROUNDS, {
      ...spread(rates),
      errors: tally.errors
    });
    tell('lost', await countLost(file, tally), 'answers', tally.acknowledged.size);
  }
);

for (const [name, arriveMs] of [
  ['evening-over-a-minute', ARRIVE_MS],
  ['evening-all-at-once', 0]
] as const) {
  await withServer({ officers: CLIENTS, coordinators: COORDINATORS }, async (http, evening, server, file) => {
    const tally = newTally();
    const lists: number[] = [];
    let over = false;
    // their devices have had everything for weeks: the evening begins when all of them do
    const readers: Promise<void>[] = [];
    await Promise.all(
      evening.coordinators.map(
        (cookie) =>
          new Promise<void>((knows) => void readers.push(coordinate(http, cookie, () => over, lists, { knows })))
      )
    );
    lists.length = 0;
    const busyBefore = cpu(server);
    const started = performance.now();
    await Promise.all(
      evening.officers.map(async (_, i) => {
        if (arriveMs) await wait((i / CLIENTS) * arriveMs);
        await syncOne(http, evening, i, tally);
      })
    );
    const last = (performance.now() - started) / 1000;
    over = true;
    await Promise.all(readers);
    const more = { errors: tally.errors, later: tally.later, again: tally.again };
    if (arriveMs)
      for (const [part, q] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99]
      ] as const)
        tell(`${name}-${part}`, quantile(tally.syncs, q) / 1000, 's', tally.syncs.length, more);
    else tell(`${name}-last`, last, 's', tally.syncs.length, more);
    tell(`${name}-lists-p95`, quantile(lists, 0.95) / 1000, 's', lists.length);
    tell(`${name}-server-cpu`, cpu(server) - busyBefore, 's', 1);
    tell(`${name}-memory`, memory(server), 'MB', 1);
    tell(`${name}-database`, (statSync(file).size + statSync(`${file}-wal`).size) / 2 ** 20, 'MB', 1);
    tell(`${name}-lost`, await countLost(file, tally), 'answers', tally.acknowledged.size);
  });
}
