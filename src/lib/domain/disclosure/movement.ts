import { type CellSystem, isPrimary, leastOf, reachOf } from './cell-system';

/** Cells that always move together: a total with one part that is not zero, and that part. Withheld together or not at all. */
export interface Mover {
  /** Places in the system. */
  places: number[];
  /** What each of them counts. */
  n: number;
  /** How far an intruder who sees none of them can believe them to be lower. */
  down: number;
  /** How much higher he must be able to believe them; 0 where none of them is primary. */
  rise: number;
  /** Counts of those that are not primary: what it costs to withhold them. */
  cost: number;
  /** No cell of it is ever published: it has no table. */
  unseen: boolean;
}

/** A sum that must still hold after every movement: `sum(weights[k] * moved[movers[k]]) = 0`. */
export interface Balance {
  movers: number[];
  weights: number[];
}

/**
 * What an intruder can believe instead of the truth, as movements away from it: whoever sees no cell of a pattern may
 * add any movement of the pattern's cells that keeps every sum, and takes none below what he knows of it.
 */
export interface Movement {
  movers: Mover[];
  balances: Balance[];
  /** The balances each mover is in. */
  balancesOf: number[][];
  /** Primary cells that cannot move whatever is withheld: open cells hold them. */
  held: number[];
}

/**
 * Cells that can move at all: not zero, not open, and not the only one that could in some sum.
 *
 * @example
 * describeMovement({ cells: [total 63, small 3, large 60], equations: [{ total: 0, parts: [1, 2] }] }, 5)
 * // movers: total (cost 63), small (rise 2, cost 0), large (cost 60); one balance
 */
export function describeMovement(system: CellSystem, threshold: number): Movement {
  const groupOf = new Map<number, number>();
  const groups = new Map<number, number[]>();
  for (const [place, cell] of system.cells.entries()) {
    // of a group without a table nobody knows that it is empty
    if (cell.open || (cell.n === 0 && !cell.unseen)) continue;
    groupOf.set(place, place);
    groups.set(place, [place]);
  }
  let sums = system.equations.map(({ total, parts }) =>
    collect([[total, -1], ...parts.map((part) => [part, 1] as const)])
  );
  for (let changed = true; changed;) {
    changed = false;
    sums = sums.map((sum) => regroup(sum, groupOf)).filter((sum) => sum.size > 0);
    for (const sum of sums) {
      const [one, other] = [...sum].filter(([group]) => groups.has(group));
      if (sum.size === 1 && one) {
        for (const place of groups.get(one[0])!) groupOf.delete(place);
        groups.delete(one[0]);
        changed = true;
      } else if (sum.size === 2 && one && other && one[1] === -other[1]) {
        for (const place of groups.get(other[0])!) groupOf.set(place, one[0]);
        groups.get(one[0])!.push(...groups.get(other[0])!);
        groups.delete(other[0]);
        changed = true;
      }
    }
  }
  const order = [...groups.keys()];
  const at = new Map(order.map((group, index) => [group, index]));
  const movers = order.map((group) => describeMover(system, groups.get(group)!, threshold));
  const balances = distinct(
    sums.map((sum) => ({ movers: [...sum.keys()].map((group) => at.get(group)!), weights: [...sum.values()] }))
  );
  const balancesOf = movers.map((): number[] => []);
  for (const [index, balance] of balances.entries()) for (const mover of balance.movers) balancesOf[mover]!.push(index);
  const held = system.cells.flatMap((cell, place) =>
    !cell.open && isPrimary(cell, threshold) && !groupOf.has(place) ? [place] : []
  );
  return { movers, balances, balancesOf, held };
}

function describeMover(system: CellSystem, places: number[], threshold: number): Mover {
  const cells = places.map((place) => system.cells[place]!);
  const primary = cells.filter((cell) => isPrimary(cell, threshold));
  return {
    places: places.sort((a, b) => a - b),
    n: cells[0]!.n,
    down: Math.min(...cells.map((cell) => cell.n - leastOf(cell))),
    rise: Math.max(0, ...primary.map((cell) => reachOf(cell, threshold) - cell.n)),
    unseen: cells.every((cell) => cell.unseen === true),
    cost: cells.reduce((sum, cell) => sum + (cell.unseen || isPrimary(cell, threshold) ? 0 : cell.n), 0)
  };
}

function collect(terms: Iterable<readonly [number, number]>): Map<number, number> {
  const sum = new Map<number, number>();
  for (const [place, weight] of terms) {
    const total = (sum.get(place) ?? 0) + weight;
    if (total === 0) sum.delete(place);
    else sum.set(place, total);
  }
  return sum;
}

const regroup = (sum: Map<number, number>, groupOf: ReadonlyMap<number, number>) =>
  collect([...sum].flatMap(([place, weight]) => (groupOf.has(place) ? [[groupOf.get(place)!, weight] as const] : [])));

function distinct(balances: Balance[]): Balance[] {
  const seen = new Map<string, Balance>();
  for (const { movers, weights } of balances) {
    const order = movers.map((_, index) => index).sort((a, b) => movers[a]! - movers[b]!);
    const sign = Math.sign(weights[order[0]!]!);
    const sorted = { movers: order.map((i) => movers[i]!), weights: order.map((i) => weights[i]! * sign) };
    seen.set(`${sorted.movers.join()}|${sorted.weights.join()}`, sorted);
  }
  return [...seen.values()];
}
