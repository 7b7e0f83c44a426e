import { type Client, createClient } from '@libsql/client/sqlite3';
import { packByte, unpackByte } from '$lib/domain/assessment/packed-answers';
import type { AnswerOrigin } from '$lib/domain/assessment/origin';
import type { AnswerValue, MaturityModel } from '$lib/domain/model/types';
import { toUrl } from '../db/client';

/** So many assessments are compared at a time. */
const PAGE = 500;
/** More than these are counted and not named. */
const MOST_NAMED = 20;

/**
 * Where the packed answers of an assessment are not what its answers say: each named with assessment and criterion. A
 * database from before there were packed answers has none to compare.
 *
 * @param missing whether answers that are not packed at all are a fault: the next start packs them
 */
export async function checkVectors(url: string, { missing }: { missing: boolean }): Promise<string[]> {
  const client = createClient({ url: toUrl(url), timeout: 5000 });
  try {
    const known = await client.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'answer_vector'");
    if (!known.rows.length) return [];
    const faults: string[] = [];
    const waves = await client.execute(
      'SELECT w.id, w.model_id, w.model_version, m.model FROM wave w LEFT JOIN model_version m ON m.id = w.model_id AND m.version = w.model_version'
    );
    for (const [id, modelId, version, model] of waves.rows.map((row) => [row[0], row[1], row[2], row[3]])) {
      if (model === null) faults.push(`Model ${String(modelId)} ${String(version)} of wave ${String(id)} is missing`);
      else faults.push(...(await checkWave(client, String(id), JSON.parse(String(model)) as MaturityModel, missing)));
    }
    const more = faults.length - MOST_NAMED;
    return more > 0 ? [...faults.slice(0, MOST_NAMED), `and ${more} more`] : faults;
  } finally {
    client.close();
  }
}

async function checkWave(client: Client, waveId: string, model: MaturityModel, missing: boolean): Promise<string[]> {
  const faults: string[] = [];
  const places = new Map(model.criteria.map(({ id }, place) => [id, place]));
  for (let last = ''; ;) {
    const page = await client.execute({
      sql: `SELECT a.id, v.bytes FROM assessment a LEFT JOIN answer_vector v ON v.assessment_id = a.id
        WHERE a.wave_id = ? AND a.id > ? ORDER BY a.id LIMIT ${PAGE}`,
      args: [waveId, last]
    });
    const packed = new Map(page.rows.map((row) => [String(row[0]), row[1] as ArrayBuffer | null]));
    const said = new Map([...packed.keys()].map((id) => [id, new Uint8Array(model.criteria.length)]));
    const answered = new Set<string>();
    const answers = await client.execute({
      sql: 'SELECT assessment_id, criterion_id, value, origin FROM answer WHERE assessment_id IN (SELECT value FROM json_each(?))',
      args: [JSON.stringify([...packed.keys()])]
    });
    for (const row of answers.rows) {
      const place = places.get(String(row[1]));
      answered.add(String(row[0]));
      if (place === undefined) continue;
      said.get(String(row[0]))![place] = packByte({
        value: row[2] as AnswerValue | null,
        origin: row[3] as AnswerOrigin
      });
    }
    for (const [id, bytes] of packed) {
      if (bytes) faults.push(...compare(id, model, new Uint8Array(bytes), said.get(id)!));
      else if (missing && answered.has(id)) faults.push(`The answers of assessment ${id} are not packed`);
    }
    last = String(page.rows.at(-1)?.[0] ?? '');
    if (page.rows.length < PAGE) return faults;
  }
}

function compare(id: string, model: MaturityModel, packed: Uint8Array, said: Uint8Array): string[] {
  if (packed.length !== said.length)
    return [`The packed answers of assessment ${id} are ${packed.length} long, its model has ${said.length} criteria`];
  const place = packed.findIndex((byte, at) => byte !== said[at]);
  if (place < 0) return [];
  const [wrong, right] = [packed[place]!, said[place]!].map(word);
  return [
    `The packed answers of assessment ${id} differ from its answers in "${model.criteria[place]!.id}": packed as ${wrong}, answered ${right}`
  ];
}

function word(byte: number): string {
  const known = unpackByte(byte);
  if (!known) return `the byte ${byte}`;
  return known.value === null ? 'nothing' : known.unconfirmed ? `${known.value}, carried over` : known.value;
}
