import type { Breakdown, TableAbout, TableWithheld } from '../aggregate-types';

/** A cell of a table: which leaves of the variable it counts. */
export interface Category {
  id: string;
  leaves: readonly number[];
  /** Public anyway. */
  open?: boolean;
}

/** Sums by ids of categories. */
export interface PlannedTable {
  id: string;
  about: TableAbout;
  cells: readonly Category[];
  sums: readonly { total: string; parts: readonly string[] }[];
}

/** Tables of the same variable by class. Categories part its leaves; `all` is added, unless `plain`: then cells are the classes alone. */
export interface PlannedBreakdown {
  by: Breakdown;
  id: string;
  about: TableAbout;
  plain?: boolean;
  categories: readonly Category[];
}

/**
 * Two tables of different municipalities that can be subtracted: what `total` counts is what the plan counts in `leaves`
 * and those that only `total` counts, of whom no table is made.
 */
export interface Relation {
  /** A cell of another plan, or a number that was published before. */
  total: { plan: string; leaves: readonly number[] } | { n: number; known: number };
  leaves: readonly number[];
  id: string;
}

/** One variable: every member has one leaf. All tables of it are counted from the same numbers and protected together. */
export interface Plan {
  id: string;
  /** Positions of municipalities. */
  members: Uint32Array;
  /** By member. */
  leafOf: Uint8Array;
  leaves: number;
  tables: readonly PlannedTable[];
  breakdowns: readonly PlannedBreakdown[];
  relations?: readonly Relation[];
  /** Left out again where a table of the others would lose a number by it. */
  extra?: boolean;
  /** Tables of which the first need not lose a number: the later ones are left out then. */
  extraTables?: boolean;
  /** Categories by id, of the first table, whose counts describe a small group. */
  group?: readonly string[];
  /**
   * What those publish by name who publish themselves: they count as known here. It is the level, and nothing else; what
   * they answered, named as a barrier or were helped with is as secret as everybody's.
   */
  named?: boolean;
  /** What was promised for it, where more than for the others. */
  threshold?: number;
  /** Nothing of it is shown. */
  withheld?: TableWithheld;
  /** Whose number `all` is: the same number in every plan of that name. */
  base: string;
}

/** Counts by combination of classes and leaf. */
export interface Counted {
  leaves: number;
  n: Float64Array;
  known: Float64Array;
}

/**
 * Counts a variable in one pass.
 *
 * @param knownOf By municipality, 1 where it publishes itself; it counts where the plan is `named`.
 * @param comboOf By municipality; null where no breakdown is made of it.
 * @example
 * countPlan(plan, null, 1, known).n // Float64Array [12, 30]
 */
export function countPlan(plan: Plan, comboOf: Uint32Array | null, combos: number, knownOf: Uint8Array): Counted {
  const { members, leafOf, leaves } = plan;
  const first = firstCells(members, comboOf, plan.named ? knownOf : nobody(knownOf.length), combos, leaves);
  // those that publish themselves in a half of their own: one addition for each answer
  const half = combos * leaves;
  const counts = new Uint32Array(half * 2);
  for (let at = 0; at < first.length; at++) counts[first[at]! + leafOf[at]!]!++;
  for (let at = half; at < counts.length; at++) counts[at - half]! += counts[at]!;
  return { leaves, n: Float64Array.from(counts.subarray(0, half)), known: Float64Array.from(counts.subarray(half)) };
}

let unknown = new Uint8Array(0);
const nobody = (length: number) => (unknown.length === length ? unknown : (unknown = new Uint8Array(length)));

type Asked = [members: Uint32Array, comboOf: Uint32Array | null, knownOf: Uint8Array, combos: number, leaves: number];

// the plans of a wave are of the same members and the same classes
const kept = new WeakMap<Uint32Array, { asked: Asked; first: Uint32Array }>();

/** By member, the cell of its first leaf. */
function firstCells(...asked: Asked): Uint32Array {
  const [members, comboOf, knownOf, combos, leaves] = asked;
  const last = kept.get(members);
  if (last?.asked.every((one, i) => one === asked[i])) return last.first;
  const first = members.map((place) => {
    const combo = comboOf ? comboOf[place]! : 0;
    return (knownOf[place] === 0 ? combo : combo + combos) * leaves;
  });
  kept.set(members, { asked, first });
  return first;
}
