import { CODE } from '../assessment/answer-codes';
import { sidesOf } from '../mentoring/effect-pool';
import { OUTCOMES } from '../mentoring/effect-types';
import type { AggregateInput, ReadyAggregates } from './aggregate-types';
import { codeAt, readRows } from './counts/rows';

/** What is worked out of answers themselves and not of published cells. */
const LADDER = ['ladder', 'ladder-base', 'item-rest'];
const EFFECT = ['effect', 'effect-levels', 'effect-groups'];

interface State {
  id: string;
  input: AggregateInput;
  aggregates: ReadyAggregates;
}

/** A number that two editions say otherwise because of a few. */
export interface FewDiffer {
  /** `table.cell` */
  ref: string;
  /** The edition that says it otherwise. */
  from: string;
  /** How many are different between the two: one at least, fewer than the threshold. */
  few: number;
}

/** By municipality, what of it a number is made of. */
type Parts = ReadonlyMap<string, string | number | null>;

/**
 * Coefficients of the ladder and effects of mentoring that an edition says otherwise than one before, where what they are
 * made of differs for fewer municipalities than the threshold: the difference would be about those few. Neither can be
 * worked out of published cells, so the guard of counts does not see them. Where a number stands in only one of the two
 * there is nothing to subtract.
 *
 * @param states Ready editions, the oldest first; the last is the one that is judged.
 * @example
 * findFewDiffering([first, second], 5) // [{ ref: 'effect-groups.matched', from: '1', few: 1 }]
 */
export function findFewDiffering(states: readonly State[], threshold: number): FewDiffer[] {
  const now = states.at(-1)!;
  return states
    .slice(0, -1)
    .flatMap((then) => [
      ...judge(then, now, LADDER, threshold, ladderParts),
      ...judge(then, now, EFFECT, threshold, effectParts)
    ]);
}

function judge(
  then: State,
  now: State,
  tables: readonly string[],
  threshold: number,
  partsOf: (input: AggregateInput, ref: string) => Parts[]
): FewDiffer[] {
  const known = new Map<string, Parts[]>();
  const read = (state: State, group: string) => {
    const key = JSON.stringify([state.id, group]);
    const parts = known.get(key) ?? partsOf(state.input, group);
    known.set(key, parts);
    return parts;
  };
  return tables.flatMap((table) =>
    Object.entries(now.aggregates.tables[table]?.cells ?? {}).flatMap(([cell, after]) => {
      const before = then.aggregates.tables[table]?.cells[cell];
      if (before?.status !== 'published' || after.status !== 'published' || before.n === after.n) return [];
      const group = table === 'item-rest' ? dimensionOf(now.input, cell) : cell.split('/').slice(0, 2).join('/');
      const [was, is] = [read(then, group), read(now, group)];
      const differing = is.map((parts, at) => countDiffering(was[at]!, parts));
      const few = differing.filter((n) => n > 0 && n < threshold);
      return few.length > 0 ? [{ ref: `${table}.${cell}`, from: then.id, few: Math.min(...few) }] : [];
    })
  );
}

const countDiffering = (was: Parts, is: Parts) =>
  [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key)).length;

const dimensionOf = ({ model }: AggregateInput, criterion: string) =>
  model.criteria.find(({ id }) => id === criterion)!.dimension;

/** Who answered yes, partly or no to all of a dimension, and which of them it meets. */
function ladderParts(input: AggregateInput, group: string): Parts[] {
  const dimension = group.split('/')[0]!;
  const { criteria } = input.model;
  const columns = criteria.flatMap((one, column) => (one.dimension === dimension ? [column] : []));
  const rows = readRows(input);
  const patterns = new Map<string, string>();
  for (let row = 0; row < rows.size; row++) {
    const codes = columns.map((column) => codeAt(rows, criteria.length, row, column));
    if (!codes.every((code) => code === CODE.yes || code === CODE.partly || code === CODE.no)) continue;
    const pattern = codes.map((code) => Number(code === CODE.yes)).join('');
    patterns.set(input.municipalities[rows.municipality[row]!]!.code, pattern);
  }
  return [patterns];
}

/** Whose change it is, on both sides; of a size, who is in it. */
function effectParts(input: AggregateInput, group: string): Parts[] {
  const [side, measure] = group.split('/') as [string, string | undefined];
  const outcome = OUTCOMES.find((one) => one === measure);
  const { matched, others } = sidesOf(input.mentoring ?? [], side === 'similar' ? side : 'asked', outcome ?? 'score');
  // a change that cannot be told is in no estimate
  if (outcome) return [matched, others].map((one) => new Map([...one].filter(([, change]) => change !== null)));
  const members = side === 'matched' ? matched : others;
  return [new Map([...members.keys()].map((id) => [id, '']))];
}
