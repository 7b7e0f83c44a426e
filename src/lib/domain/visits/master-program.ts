import type { LinearProgram, ProgramRow, SolveProgram } from '../disclosure/solver';
import type { CompiledVisits } from './compile-visits';
import { stopsOf, type TripList } from './list-trips';
import { type Cut, fine, type Prices } from './price-trips';

export interface MasterSolution {
  /** How much of each column is used. */
  use: number[];
  prices: Prices;
}

const POINT = 1000;

/**
 * The linear relaxation over some trips: each stop at most once, or exactly once where it must be, so many days, a stratum
 * counted when a trip touches it, and the cuts. What it is solved with is only trusted for prices.
 *
 * @param columns numbers of trips
 * @returns null where the solver failed
 * @example
 * (await solveMaster(visits, list, columns, [], [], solve))?.prices.day // what one more day is worth
 */
export async function solveMaster(
  visits: CompiledVisits,
  list: TripList,
  columns: readonly number[],
  forced: readonly number[],
  cuts: readonly Cut[],
  solve: SolveProgram
): Promise<MasterSolution | null> {
  const { n, days, stratumWorth } = visits;
  const m = stratumWorth.length;
  const isForced = new Set(forced);
  const rows: ProgramRow[] = [
    ...Array.from({ length: n }, (_, i) => row(isForced.has(i) ? 1 : -Infinity, 1)),
    row(-Infinity, days),
    ...Array.from({ length: m }, () => row(-Infinity, 0)),
    ...cuts.map(() => row(-Infinity, 1))
  ];
  const objective: number[] = [];
  const upper: number[] = [];
  const add = (worth: number, most: number) => {
    objective.push(worth / POINT);
    upper.push(most);
    return objective.length - 1;
  };
  const enter = (at: number, column: number, value: number) => {
    rows[at]!.indices.push(column);
    rows[at]!.values.push(value);
  };
  for (const t of columns) {
    const column = add(list.own[t]!, Infinity);
    const stops = stopsOf(list, t);
    for (const stop of stops) enter(stop, column, 1);
    enter(n, column, 1);
    for (let at = list.from[t]!; at < list.from[t + 1]!; at++) enter(n + 1 + list.strata[at]!, column, -1);
    cuts.forEach((cut, at) => {
      if (stops.filter((stop) => cut.stops.includes(stop)).length > 1) enter(n + 1 + m + at, column, 1);
    });
  }
  for (let s = 0; s < m; s++) enter(n + 1 + s, add(stratumWorth[s]!, 1), 1);
  // a stop that must be visited and cannot be costs more than everything is worth
  for (const stop of forced) enter(stop, add(-2 * visits.pinBonus, Infinity), 1);
  const program: LinearProgram = {
    ...{ sense: 'max', objective, upper, rows },
    lower: objective.map(() => 0)
  };
  const solved = await solve(program);
  if (solved.status !== 'optimal') return null;
  const { duals, values } = solved;
  // a program without a single variable comes back without prices: nothing is scarce in it
  const dual = (at: number) => (duals[at] ?? 0) * POINT;
  const price = (at: number) => fine(Math.max(0, dual(at)));
  return {
    use: values.slice(0, columns.length),
    prices: {
      stop: Float64Array.from({ length: n }, (_, i) => (isForced.has(i) ? fine(dual(i)) : price(i))),
      day: price(n),
      stratum: Float64Array.from({ length: m }, (_, s) => Math.min(price(n + 1 + s), stratumWorth[s]!)),
      cuts,
      cut: Float64Array.from(cuts, (_, at) => price(n + 1 + m + at))
    }
  };
}

const row = (lower: number, upper: number): ProgramRow => ({ lower, upper, indices: [], values: [] });
