import { CODE } from '../../assessment/answer-codes';
import { UNCONFIRMED, VALUE_MASK } from '../../assessment/packed-answers';
import type { MaturityModel } from '../../model/types';
import type { TableAbout, TableWithheld } from '../aggregate-types';
import type { EarlierWave } from '../packed-wave';
import type { Category, Plan } from './plan';
import { headlineLevelOf, leafOfLevels, leavesFrom, reachedOf } from './plan-levels';
import { readCommon, type Rows } from './rows';

/** Those that answered both times: their rows in this wave and in the one before. */
export interface Panel {
  wave: EarlierWave;
  now: Uint32Array;
  before: Uint32Array;
  newcomers: number;
  dropouts: number;
}

/**
 * Pairs the rows of two waves by municipality.
 *
 * @example
 * pairRows(rows, wave, 290) // { now: Uint32Array [0, 2], before: Uint32Array [4, 0], newcomers: 1, dropouts: 3, wave }
 */
export function pairRows(rows: Rows, wave: EarlierWave, register: number): Panel {
  const rowBefore = new Int32Array(register).fill(-1);
  for (const [row, municipality] of wave.municipality.entries()) rowBefore[municipality] = row;
  const now: number[] = [];
  for (let row = 0; row < rows.size; row++) if (rowBefore[rows.municipality[row]!]! >= 0) now.push(row);
  return {
    wave,
    now: Uint32Array.from(now),
    before: Uint32Array.from(now, (row) => rowBefore[rows.municipality[row]!]!),
    newcomers: rows.size - now.length,
    dropouts: wave.municipality.length - now.length
  };
}

/**
 * Whether it may be said how many answered both times: not where so few came or went that what they answered would be the
 * difference of two tables.
 *
 * @example
 * isPanelPublic({ ...panel, newcomers: 1 }, 5) // false
 */
export const isPanelPublic = (panel: Panel, threshold: number): boolean => {
  const least = promisedOf(panel, threshold);
  return [panel.newcomers, panel.dropouts].every((few) => few === 0 || few >= least);
};

/** Those that answered both times were promised something each time: the stricter holds. */
const promisedOf = ({ wave }: Panel, threshold: number) => Math.max(threshold, wave.threshold ?? 0);

const LEAF = { kept: 0, gained: 1, lost: 2, neither: 3 } as const;
const NOW = [LEAF.kept, LEAF.gained];
const BEFORE = [LEAF.kept, LEAF.lost];
const CELLS: readonly Category[] = [
  { id: 'all', leaves: Object.values(LEAF) },
  ...Object.entries(LEAF).map(([id, leaf]) => ({ id, leaves: [leaf] })),
  { id: 'before', leaves: BEFORE },
  { id: 'now', leaves: NOW }
];
const OPEN_CELLS = CELLS.map((cell) => (cell.id === 'all' ? { ...cell, open: true } : cell));
const SUMS = [
  { total: 'all', parts: ['kept', 'gained', 'lost', 'neither'] },
  { total: 'before', parts: ['kept', 'lost'] },
  { total: 'now', parts: ['kept', 'gained'] }
];

/** What a change is of: of every row of both waves whether it counts, and whether it has what is counted. */
interface Held {
  of: string;
  about: TableAbout;
  now: (row: number) => boolean | null;
  before: (row: number) => boolean | null;
  /** Leaves, in the plan of this wave, of those that have it and that have not. */
  leaves: [had: readonly number[], lacking: readonly number[]];
  /** Whether the wave's own table counts the same of everybody. */
  same: boolean;
  /** Cells of a wave's own table out of which follows how many have it and how many have not. */
  shares: readonly string[];
}

/**
 * Changes since the wave before of those that answered both times, under the report's model and the criteria common to
 * both waves: overall and by dimension of the headline level, by criterion of a yes where both answers are yes, partly
 * or no. Answers carried over and confirmed by nobody are no answers of this wave.
 *
 * A table of those that answered both times can be taken from one of all that answered: what is left are the newcomers,
 * or the dropouts. They are cells too, of which no table is made (`Relation`). Where the wave before is published and
 * withheld what a change would give back, or rounded otherwise, the change is withheld.
 *
 * @example
 * planChanges(model, rows, panel, { threshold: 5 })[0].tables[0].cells // all, kept, gained, lost, neither, before, now
 */
export function planChanges(model: MaturityModel, rows: Rows, panel: Panel, shown: Shown): Plan[] {
  const { wave } = panel;
  const width = model.criteria.length;
  const whole = wave.common.every((one) => one === 1);
  const now = whole ? rows : readCommon(model, rows, wave.common);
  const before = readCommon(model, wave, wave.common);
  const carried = findCarried(model, rows);
  const many = model.dimensions.length;
  const reached = new Set(leavesFrom(model, headlineLevelOf(model)));
  const at = (levels: Int16Array, first: number, step: number) => {
    const leaf = leafOfLevels(model, levels, first, step);
    return (row: number) => (leaf[row] === 0 ? null : reached.has(leaf[row]!));
  };
  const [has, lacks] = reachedOf(model).map((category) => category.leaves) as [readonly number[], readonly number[]];
  const level = headlineLevelOf(model);
  const shares = ['all', 'none', `from-${level}`];
  const held: Held[] = [];
  if (model.levels.length > 1) {
    const [nowAt, beforeAt] = [at(now.overall, 0, 1), at(before.overall, 0, 1)];
    held.push({
      ...{ of: 'overall', about: { subject: 'change', share: 'overall', level }, leaves: [has, lacks] },
      ...{ same: whole, shares },
      now: (row) => (carried.some((of) => of[row]) ? null : nowAt(row)),
      before: beforeAt
    });
    for (const [place, { id }] of model.dimensions.entries()) {
      const [dimensionNow, dimensionBefore] = [at(now.dimensions, place, many), at(before.dimensions, place, many)];
      held.push({
        ...{ of: `levels-${id}`, about: { subject: 'change', share: 'levels', of: id, level } },
        ...{ same: whole, shares },
        leaves: [has, lacks],
        now: (row) => (carried[place]![row] ? null : dimensionNow(row)),
        before: dimensionBefore
      });
    }
  }
  for (const [column, { id }] of model.criteria.entries()) {
    if (wave.common[column] !== 1) continue;
    held.push({
      ...{ of: `answers-${id}`, about: { subject: 'change', share: 'answers', of: id } },
      ...{ same: true, shares: ['yes', 'unmet'] },
      leaves: [[CODE.yes], [CODE.partly, CODE.no]],
      now: (row) => isYes(rows.answers[row * width + column]!),
      before: (row) => isYes(wave.answers[row * width + column]! & VALUE_MASK)
    });
  }
  return held.map((one) => planChange(one, rows, panel, shown));
}

/** How a wave's counts are shown. */
interface Shown {
  threshold: number;
  roundTo?: number | undefined;
}

/** Why a change is not shown though it could be protected within its own wave. */
function withheldFor({ same, of, shares }: Held, panel: Panel, shown: Shown): { withheld?: TableWithheld } {
  const { wave, dropouts } = panel;
  const { published } = wave;
  const withheld = { withheld: 'cannot-protect' as const };
  if (shown.roundTo !== undefined && shown.roundTo < promisedOf(panel, shown.threshold)) return withheld;
  if (!same || !published) return {};
  const table = published.tables[of];
  const isShown = (cell: string) => table?.cells[cell]?.status === 'published';
  // rounded with other sums the same number would be another multiple
  const isSame = published.roundedTo === shown.roundTo && (shown.roundTo === undefined || dropouts > 0);
  return isSame && shares.every(isShown) ? {} : withheld;
}

/** Yes, or partly or no; null for whatever is in no share, an unconfirmed answer included. */
const isYes = (byte: number): boolean | null => {
  if (byte & UNCONFIRMED) return null;
  const code = byte & VALUE_MASK;
  return code === CODE.yes ? true : code === CODE.partly || code === CODE.no ? false : null;
};

/** By dimension and row, 1 where an answer of it was carried over and nobody confirmed it. */
function findCarried(model: MaturityModel, rows: Rows): Uint8Array[] {
  const place = new Map(model.dimensions.map(({ id }, at) => [id, at]));
  const carried = model.dimensions.map(() => new Uint8Array(rows.size));
  const width = model.criteria.length;
  const dimensionOf = model.criteria.map(({ dimension }) => place.get(dimension)!);
  for (let at = 0; at < rows.answers.length; at++)
    if (rows.answers[at]! & UNCONFIRMED) carried[dimensionOf[at % width]!]![Math.floor(at / width)] = 1;
  return carried;
}

function planChange(held: Held, rows: Rows, panel: Panel, shown: Shown): Plan {
  const { wave, now, before } = panel;
  const isPublic = isPanelPublic(panel, shown.threshold);
  const members: number[] = [];
  const leafOf: number[] = [];
  for (let at = 0; at < now.length; at++) {
    const [is, was] = [held.now(now[at]!), held.before(before[at]!)];
    if (is === null || was === null) continue;
    members.push(rows.municipality[now[at]!]!);
    leafOf.push(was ? (is ? LEAF.kept : LEAF.lost) : is ? LEAF.gained : LEAF.neither);
  }
  const id = `change-${held.of}`;
  const beforeOf = (value: boolean) => {
    let n = 0;
    for (let row = 0; row < wave.municipality.length; row++) if (held.before(row) === value) n++;
    return n;
  };
  const others = Object.values(LEAF);
  return {
    ...{ id, leaves: 4, members: Uint32Array.from(members), leafOf: Uint8Array.from(leafOf), breakdowns: [] },
    // all that answered both times: then how many they are is told anyway
    tables: [
      { id, about: held.about, cells: isPublic && members.length === now.length ? OPEN_CELLS : CELLS, sums: SUMS }
    ],
    base: id,
    ...withheldFor(held, panel, shown),
    threshold: promisedOf(panel, shown.threshold),
    extra: true,
    group: ['kept', 'gained', 'lost', 'neither', 'before', 'now'],
    relations: held.same
      ? [
          { id: `${id}|newcomers`, total: { plan: held.of, leaves: held.leaves[0] }, leaves: NOW },
          {
            id: `${id}|newcomers without`,
            total: { plan: held.of, leaves: held.leaves[1] },
            leaves: others.filter((leaf) => !NOW.includes(leaf as 0))
          },
          { id: `${id}|dropouts`, total: { n: beforeOf(true), known: 0 }, leaves: BEFORE },
          {
            id: `${id}|dropouts without`,
            total: { n: beforeOf(false), known: 0 },
            leaves: others.filter((leaf) => !BEFORE.includes(leaf as 0))
          }
        ]
      : []
  };
}
