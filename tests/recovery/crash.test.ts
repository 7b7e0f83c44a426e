import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/domain/shared/random';
import type { Envelope } from '$lib/domain/sync/protocol';
import type { Pull } from '$lib/domain/sync/records';
import { checkIntegrity } from '$lib/server/db/contents';
import { checkVectors } from '$lib/server/operations/check-vectors';
import { answerCommand, push } from '../support/commands';
import { createEvening, type Officer } from '../support/evening';
import { HttpClient } from '../support/http-client';
import { type RunningServer, startServer } from '../support/server';

// `npm run test:soak` asks for 50 rounds; the seed is printed, so that a red run can be told again.
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 5);
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const CLIENTS = 200;
const QUESTIONS = 30;
const PARCEL = 5;

let folder: string;
let file: string;
let clients: Client[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-crash-'));
  file = join(folder, 'waymark.db');
  const evening = await createEvening(file, { officers: CLIENTS, coordinators: 0, criteria: QUESTIONS });
  clients = evening.officers.map((officer) => new Client(officer, evening.criteria));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A device that answers question after question; what was not acknowledged is sent again as it was. */
class Client {
  readonly acknowledged = new Set<string>();
  readonly refused: string[] = [];
  /** On its way, its fate unknown. */
  parcel: Envelope[] = [];
  /** By question: what was said last and acknowledged. */
  readonly said = new Map<string, { version: number; note: string }>();
  #next = 0;

  constructor(
    readonly officer: Officer,
    private readonly criteria: readonly string[]
  ) {}

  /** @returns false where no answer came */
  async send(http: HttpClient): Promise<boolean> {
    if (!this.parcel.length) this.parcel = Array.from({ length: PARCEL }, () => this.#answer());
    const body = Buffer.from(JSON.stringify(push(this.parcel, this.officer.deviceId)));
    const { outcomes } = await http.push(this.officer.cookie, body);
    if (!outcomes) return false;
    for (const [i, outcome] of outcomes.entries()) {
      const { criterionId, note } = this.parcel[i]!.payload as { criterionId: string; note: string };
      if (outcome.outcome === 'applied' || outcome.outcome === 'duplicate') {
        this.acknowledged.add(outcome.commandId);
        this.said.set(criterionId, { version: outcome.version ?? 0, note });
      } else this.refused.push(JSON.stringify(outcome));
    }
    this.parcel = [];
    return true;
  }

  /** Its note is its command's id: an effect says whose it is. */
  #answer(): Envelope {
    const criterionId = this.criteria[this.#next++ % this.criteria.length]!;
    const commandId = v7();
    const change = { criterionId, note: commandId };
    const baseVersion = this.said.get(criterionId)?.version ?? null;
    return answerCommand(this.officer.assessmentId, change, { commandId, baseVersion });
  }
}

const acknowledged = () => clients.flatMap((client) => [...client.acknowledged]);

/** What is wrong on the disk: damage, packed answers that differ from the answers, acknowledged commands without their effect, effects done twice or by nobody. */
async function findFaults(): Promise<string[]> {
  const faults = [...(await checkIntegrity(file)), ...(await checkVectors(file, { missing: true }))];
  const client = createClient({ url: `file:${file}` });
  const commands = await client.execute('SELECT id FROM sync_command');
  const effects = await client.execute('SELECT note, count(*) FROM answer_history GROUP BY note');
  const audits = await client.execute("SELECT count(*) FROM audit_log WHERE action = 'answer.set'");
  client.close();
  const done = new Map(effects.rows.map((row) => [String(row[0]), Number(row[1])]));
  const stored = new Set(commands.rows.map((row) => String(row[0])));
  for (const id of acknowledged()) if (!stored.has(id)) faults.push(`acknowledged and gone: ${id}`);
  for (const id of stored) if (done.get(id) !== 1) faults.push(`done ${done.get(id) ?? 0} times: ${id}`);
  for (const id of done.keys()) if (!stored.has(id)) faults.push(`an effect without its command: ${id}`);
  if (Number(audits.rows[0]?.[0]) !== stored.size) faults.push(`${audits.rows[0]?.[0]} audit rows of ${stored.size}`);
  return faults;
}

/**
 * All clients send until the server is killed: with the acknowledgement of the last of so many parcels, the worst moment
 * for a server that promises too early, or a moment after it.
 */
async function runUntilKilled(server: RunningServer, parcels: number, moment: number): Promise<void> {
  const http = new HttpClient(server.origin);
  let answered = 0;
  let killed: Promise<unknown> | null = null;
  const kill = async () => {
    if (moment) await wait(moment);
    await server.stop('SIGKILL');
  };
  await Promise.all(
    clients.map(async (client) => {
      while (await client.send(http)) if (++answered >= parcels) killed ??= kill();
    })
  );
  await killed;
  http.close();
}

/** What everybody has in the end: all from the database, every tenth as a new device of theirs would get it. */
async function expectConverged(http: HttpClient): Promise<void> {
  const database = createClient({ url: `file:${file}`, timeout: 5000 });
  const { rows } = await database.execute('SELECT assessment_id, criterion_id, note FROM answer');
  database.close();
  const stored = new Map(rows.map((row) => [`${String(row[0])}/${String(row[1])}`, String(row[2])]));
  for (const [i, { officer, said }] of clients.entries()) {
    const mine = Object.fromEntries([...said].map(([id, { note }]) => [`${officer.assessmentId}/${id}`, note]));
    for (const [id, note] of Object.entries(mine)) expect(stored.get(id)).toBe(note);
    if (i % 10) continue;
    const reply = await http.ask('GET', '/api/v1/sync?since=0', officer.cookie);
    const { changes } = JSON.parse(reply.body.toString()) as Pull;
    const held = changes.flatMap((change) =>
      change.entity === 'answer' && change.data ? [[change.id, change.data.note] as const] : []
    );
    expect(Object.fromEntries(held)).toEqual(mine);
  }
}

describe(`the server is killed under ${CLIENTS} syncing clients, ${ROUNDS} times`, () => {
  it(
    'loses nothing that was acknowledged, does nothing twice, and all have what they said in the end',
    async () => {
      const random = seededRandom(SEED);
      let inTheMiddle = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const server = await startServer(file);
        await runUntilKilled(server, 1 + Math.floor(random() * 300), round % 2 ? random() * 40 : 0);
        inTheMiddle += clients.filter(({ parcel }) => parcel.length).length;
        expect(await findFaults(), `round ${round}, CRASH_SEED=${SEED}`).toEqual([]);
      }
      // else the kills came when nothing was under way
      expect(inTheMiddle).toBeGreaterThan(ROUNDS * 10);

      const server = await startServer(file);
      const http = new HttpClient(server.origin);
      await Promise.all(clients.map(async (client) => expect(await client.send(http)).toBe(true)));
      expect(clients.flatMap(({ refused }) => refused)).toEqual([]);
      await expectConverged(http);
      http.close();
      await server.stop();
      expect(await findFaults()).toEqual([]);
      console.log(
        JSON.stringify({ name: 'crash', rounds: ROUNDS, acknowledged: acknowledged().length, inTheMiddle, SEED })
      );
    },
    ROUNDS * 20_000 + 60_000
  );
});
