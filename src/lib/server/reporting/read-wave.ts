import { setImmediate } from 'node:timers/promises';
import { carryPacked, type PackedCarry } from '$lib/domain/assessment/carry-packed';
import { indexModel } from '$lib/domain/assessment/model-index';
import type { MaturityModel } from '$lib/domain/model/types';
import { MODES, type PackedWave } from '$lib/domain/reporting/packed-wave';
import type { App } from '../app';
import { packFromAnswers } from '../assessment/vector-repository';
import { executeOn } from '../db/raw';

/** Assessments read at a time; others are served between two pages. */
const PAGE = 4000;

export interface GatheredWave {
  packed: PackedWave;
  /** By row, milliseconds since 1970. */
  submittedAt: Float64Array;
  /** By row: the municipality chose to be named. */
  named: Uint8Array;
  /** Positions of all that were invited, whether or not they submitted. */
  invited: Uint32Array;
}

export interface WaveWanted {
  waveId: string;
  /** That the wave was answered under. */
  model: MaturityModel;
  /** Where the report is under another one. */
  carry: PackedCarry | null;
  /** By id, the position of each municipality of the register. */
  places: ReadonlyMap<string, number>;
  signal?: AbortSignal | undefined;
}

// One row for a page: what so many rows cost one by one is mostly their way out of the database, not the finding.
const PAGE_OF_WAVE = `SELECT json_group_array(place), group_concat(mode, ''), json_group_array(submitted_at),
    group_concat(named, ''), json_group_array(CASE WHEN packed IS NULL AND submitted_at IS NOT NULL THEN id END),
    group_concat(packed, ''), count(*), max(place)
  FROM (
    SELECT a.municipality_id AS place, a.id, ${modeNumber('a.mode')} AS mode, a.submitted_at, coalesce(a.named, 0) AS named,
      CASE WHEN length(v.bytes) = ? THEN hex(v.bytes) END AS packed
    FROM assessment a LEFT JOIN answer_vector v ON v.assessment_id = a.id AND a.submitted_at IS NOT NULL
    WHERE a.wave_id = ? AND a.municipality_id > ? ORDER BY a.municipality_id LIMIT ${PAGE})`;

function modeNumber(column: string): string {
  return `CASE ${column} ${MODES.map((mode, i) => `WHEN '${mode}' THEN ${i}`).join(' ')} END`;
}

interface Page {
  municipality: number[];
  mode: number[];
  submittedAt: number[];
  named: number[];
  invited: number[];
  answers: Uint8Array;
}

/**
 * The submitted assessments of a wave from their packed answers, of municipalities in the register. Aborted, it ends early
 * with what it has.
 */
export async function readWave(app: App, wanted: WaveWanted): Promise<GatheredWave> {
  const pages: Page[] = [];
  for (let last: string | null = ''; last !== null && !wanted.signal?.aborted;) {
    const args: (string | number)[] = [wanted.model.criteria.length, wanted.waveId, last];
    const [row] = (await executeOn(app.db.read, PAGE_OF_WAVE, args)).rows;
    const [places, modes, submitted, named, missing, packed, count, final] = Array.from(
      { length: 8 },
      (_, i) => row![i]
    );
    pages.push(
      await readPage(app, wanted, {
        places: JSON.parse(String(places)) as string[],
        modes: String(modes ?? ''),
        submitted: JSON.parse(String(submitted)) as (number | null)[],
        named: String(named ?? ''),
        missing: JSON.parse(String(missing)) as (string | null)[],
        packed: Buffer.from(String(packed ?? ''), 'hex')
      })
    );
    last = Number(count) < PAGE ? null : String(final);
    await setImmediate();
  }
  return {
    packed: {
      municipality: Uint32Array.from(pages.flatMap((page) => page.municipality)),
      mode: Uint8Array.from(pages.flatMap((page) => page.mode)),
      answers: join(pages.map((page) => page.answers))
    },
    submittedAt: Float64Array.from(pages.flatMap((page) => page.submittedAt)),
    named: Uint8Array.from(pages.flatMap((page) => page.named)),
    invited: Uint32Array.from(pages.flatMap((page) => page.invited))
  };
}

interface Found {
  places: string[];
  modes: string;
  submitted: (number | null)[];
  named: string;
  /** Where answers are submitted and not packed, the assessment's id. */
  missing: (string | null)[];
  /** Of those submitted and packed, one after the other. */
  packed: Uint8Array;
}

async function readPage(app: App, { model, carry, places }: WaveWanted, found: Found): Promise<Page> {
  const old = model.criteria.length;
  const width = carry ? carry.from.length : old;
  const page: Page = {
    municipality: [],
    mode: [],
    submittedAt: [],
    named: [],
    invited: [],
    answers: new Uint8Array(0)
  };
  const ids = found.missing.filter((id) => id !== null);
  const unpacked = await packFromAnswers(app.db.read, indexModel(model).positions, ids);
  const sheets: (Uint8Array | undefined)[] = [];
  let next = 0;
  for (const [i, id] of found.places.entries()) {
    const submittedAt = found.submitted[i]!;
    const missing = found.missing[i]!;
    const sheet =
      missing !== null
        ? unpacked.get(missing)
        : submittedAt === null
          ? undefined
          : found.packed.subarray(next, (next += old));
    const place = places.get(id);
    if (place === undefined) continue;
    page.invited.push(place);
    if (submittedAt === null) continue;
    page.municipality.push(place);
    page.mode.push(Number(found.modes[i]));
    page.submittedAt.push(submittedAt);
    page.named.push(Number(found.named[i]));
    sheets.push(sheet);
  }
  page.answers = new Uint8Array(sheets.length * width);
  for (const [row, sheet] of sheets.entries()) {
    if (!sheet) continue;
    if (carry) carryPacked(carry, sheet, page.answers.subarray(row * width, (row + 1) * width));
    else page.answers.set(sheet, row * width);
  }
  return page;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
