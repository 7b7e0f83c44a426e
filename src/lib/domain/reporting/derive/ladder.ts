import { CODE } from '../../assessment/answer-codes';
import { VALUE_MASK } from '../../assessment/packed-answers';
import type { MaturityModel } from '../../model/types';
import type { PublishedTable } from '../aggregate-types';
import type { Rows } from '../counts/rows';
import { toMultiple } from '../round-tables';
import { itemRest } from '../statistics/item-rest';
import { LEAST_ASSESSMENTS, type Pattern, scalability } from '../statistics/scalability';
import { derived, read, type Tables } from './derived-table';

/** Of two decimals: enough to tell weak from strong, and no more than a hundred answers can say. */
const DECIMALS = 2;

/** How many answered, how many completely and how many with yes may each be a multiple off. */
const ROUNDED_COUNTS = 3;

/**
 * Whether each dimension's criteria form a ladder (`scalability`), and how each criterion goes with the others of its
 * dimension (`itemRest`): complete answers only (yes, partly or no to all criteria of the dimension), pairs of which one
 * is a condition of the other left out, from 100 of them up.
 *
 * These coefficients cannot be worked out of published tables. That they tell nobody's answer rests on three things: each
 * is one number out of 100 assessments or more, it is cut to two decimals, and a criterion is left out unless its published
 * counts show that the threshold or more of the complete answers meet it, and fail to meet it: so no number is about a
 * handful, and which criteria are left out tells nothing that the published counts do not.
 *
 * @param tables Published.
 * @param roundTo What their counts are multiples of, where the network rounds.
 * @example
 * deriveLadder(model, rows, tables, { threshold: 5 }).map(({ id }) => id) // ['ladder', 'ladder-base', 'item-rest']
 */
export function deriveLadder(
  model: MaturityModel,
  rows: Rows,
  tables: Tables,
  { threshold, roundTo }: { threshold: number; roundTo?: number | undefined }
): PublishedTable[] {
  const asShown = (n: number) => (roundTo === undefined ? n : toMultiple(n, roundTo));
  const answered = read(tables, 'coverage', 'answered') ?? Infinity;
  const [ladder, base, rest] = [{}, {}, {}] as [Values, Values, Values];
  let [enough, measured] = [false, false];
  for (const { id } of model.dimensions) {
    const all = model.criteria.flatMap((one, column) => (one.dimension === id ? [column] : []));
    const complete = listPatterns(rows, model.criteria.length, all);
    base[id] = complete.length < LEAST_ASSESSMENTS ? null : complete.length;
    // that many at most of those that meet a criterion, or do not, have no complete answers
    const apart = answered - asShown(complete.length) + ROUNDED_COUNTS * (roundTo ?? 0);
    const kept = all.flatMap((column, at) => {
      const cells = ['yes', 'unmet'].map((cell) => read(tables, `answers-${model.criteria[column]!.id}`, cell));
      return cells.every((n) => n !== null && n - apart >= threshold) ? [at] : [];
    });
    const patterns = complete.map((pattern) => kept.map((at) => pattern[at]!));
    const columns = kept.map((at) => all[at]!);
    const found = scalability(patterns, findDependent(model, columns));
    const isMeasured = found.status === 'measured';
    enough ||= found.status !== 'too-few';
    measured ||= isMeasured;
    ladder[`${id}/h`] = isMeasured ? found.h : null;
    ladder[`${id}/low`] = isMeasured ? found.interval.low : null;
    ladder[`${id}/high`] = isMeasured ? found.interval.high : null;
    const correlations = found.status === 'too-few' ? [] : itemRest(patterns);
    for (const column of all) {
      const at = columns.indexOf(column);
      rest[model.criteria[column]!.id] = at < 0 ? null : (correlations[at] ?? null);
    }
  }
  const withheld = !enough ? ('under-hundred' as const) : measured ? null : ('no-spread' as const);
  return [
    derived('ladder', { subject: 'ladder' }, 'coefficient', ladder, { withheld, decimals: DECIMALS }),
    derived('ladder-base', { subject: 'ladder' }, 'municipalities', base, { withheld }),
    derived('item-rest', { subject: 'item-rest' }, 'coefficient', rest, { withheld, decimals: DECIMALS })
  ];
}

type Values = Record<string, number | null>;

/** Met or not, of every assessment that answers yes, partly or no to all of them. */
function listPatterns(rows: Rows, width: number, columns: readonly number[]): Pattern[] {
  const patterns: Pattern[] = [];
  // equal ones are one and the same list, so that a hundred thousand stay small
  const known = new Map<string, Pattern>();
  for (let row = 0; row < rows.size; row++) {
    let key = '';
    for (const column of columns) {
      const code = rows.answers[row * width + column]! & VALUE_MASK;
      if (code === CODE.yes) key += '1';
      else if (code === CODE.partly || code === CODE.no) key += '0';
      else break;
    }
    if (key.length < columns.length) continue;
    const pattern = known.get(key) ?? [...key].map((one) => one === '1');
    known.set(key, pattern);
    patterns.push(pattern);
  }
  return patterns;
}

/** Pairs, by place among the columns, of which one is a condition of the other, over others too. */
function findDependent(model: MaturityModel, columns: readonly number[]): [number, number][] {
  const byId = new Map(model.criteria.map((one) => [one.id, one]));
  const placeOf = new Map(columns.map((column, at) => [model.criteria[column]!.id, at]));
  return columns.flatMap((column, at) => {
    const conditions = new Set<string>();
    const open = [...model.criteria[column]!.dependsOn];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (conditions.has(id)) continue;
      conditions.add(id);
      open.push(...(byId.get(id)?.dependsOn ?? []));
    }
    return [...conditions].flatMap((id): [number, number][] => {
      const other = placeOf.get(id);
      return other === undefined ? [] : [[other, at]];
    });
  });
}
