import type { SolveProgram } from '../disclosure/solver';
import type { CompiledVisits } from './compile-visits';
import { findGoodPlan, type Plan, worthOf } from './find-good-plan';
import { stopsOf, type TripList } from './list-trips';
import { type MasterSolution, solveMaster } from './master-program';
import { boundRoughly } from './bound-roughly';
import { type Cut, keyOf, type Priced, priceTrips } from './price-trips';
import { chooseBranch, findCuts, usedTogether } from './split-trips';
import type { VisitOptions } from './visit-problem';

export interface SearchResult extends Plan {
  /** No plan out of the list is worth more. */
  bound: number;
  /** Parts of the search that were looked into. */
  nodes: number;
}

interface Node {
  bound: number;
  active: Int32Array;
  /** Stops that must be visited here. */
  forced: number[];
  /** Stops decided either way. */
  decided: number[];
  cuts: Cut[];
}

/** Columns brought in at once. */
const MOST_COLUMNS = 150;
const CUTS_AT_ONCE = 40;
const CUT_ROUNDS_AT_ROOT = 15;
const CUT_ROUNDS = 3;
/** In thousandths of a point: below it a trip improves nothing but rounding. */
const TINY = 0.01;

/**
 * The best plan out of a list of trips, with its proof: branch and bound on linear relaxations that are solved by column
 * generation over the list and tightened by subset-row cuts. The solver's prices are rounded and the bound is computed anew
 * from them in whole arithmetic (`priceTrips`), so that an error of the solver makes the search longer or leaves a gap, never
 * a proof that is none. A plan is proven when no part of the search can hold one worth a thousandth of a point more. Trips
 * that no better plan can use are taken out by their reduced worth.
 *
 * Sources: branch and price, Barnhart et al., Operations Research 46 (1998); leaving out columns by the gap, Baldacci,
 * Christofides & Mingozzi, Mathematical Programming 115 (2008); branching on two that travel together, Ryan & Foster (1981).
 *
 * @example
 * const { value, bound } = await searchTrips(visits, list, solve); // equal, unless it was stopped
 */
export async function searchTrips(
  visits: CompiledVisits,
  list: TripList,
  solve: SolveProgram,
  options: VisitOptions & { from?: readonly number[] } = {}
): Promise<SearchResult> {
  const { onProgress, shouldStop } = options;
  let plan = findGoodPlan(visits, list, { shouldStop });
  const keep = (found: Plan) => {
    if (found.value > plan.value) plan = found;
  };
  if (options.from) keep(findGoodPlan(visits, list, { from: options.from, shouldStop }));
  const pool = new Set<number>(plan.trips);
  const root = Int32Array.from({ length: list.count }, (_, t) => t);
  let open: Node[] = [{ bound: boundRoughly(visits), active: root, forced: [], decided: [], cuts: [] }];
  let closed = -Infinity;
  let nodes = 0;
  const better = (bound: number) => Math.floor(bound) > plan.value;
  const outstanding = () => open.reduce((most, { bound }) => Math.max(most, bound), -Infinity);
  while (open.length > 0) {
    const at = open.reduce((best, node, x) => (node.bound > open[best]!.bound ? x : best), 0);
    const node = open.splice(at, 1)[0]!;
    if (!better(node.bound)) continue;
    nodes++;
    const relaxed = await relax(node, nodes === 1 ? CUT_ROUNDS_AT_ROOT : CUT_ROUNDS);
    if (relaxed.stopped) {
      closed = Math.max(closed, relaxed.bound);
      break;
    }
    tell('searching', relaxed.bound);
    if (!better(relaxed.bound) || !relaxed.solution) continue;
    keep(roundUse(visits, list, relaxed.columns, relaxed.solution));
    if (!better(relaxed.bound)) continue;
    const parts = branch(node, relaxed as Relaxed);
    open.push(...parts);
    // nothing is left to split by, but only the bound says whether a better plan is in here: prices may be wrong
    if (!parts.length) closed = Math.max(closed, relaxed.bound);
  }
  open = open.filter(({ bound }) => better(bound));
  const bound = Math.max(plan.value, Math.floor(Math.max(closed, outstanding())));
  return { ...plan, bound, nodes };

  /** @param here of the part that is being looked at: it is in no list meanwhile, and may still hold the best plan */
  function tell(stage: 'searching' | 'bounding', here: number): void {
    const bound = Math.max(plan.value, closed, outstanding(), here);
    onProgress?.({ stage, trips: list.count, open: open.length, value: plan.value, bound });
  }

  interface Relaxed {
    bound: number;
    stopped: boolean;
    solution: MasterSolution | null;
    columns: number[];
    active: Int32Array;
    cuts: Cut[];
  }

  /** Column generation and cuts on one part of the search, until it is closed or its relaxation is solved. */
  async function relax(node: Node, cutRounds: number): Promise<Relaxed> {
    let { bound, active } = node;
    let cuts = node.cuts;
    let columns = startColumns(node);
    let solution: MasterSolution | null;
    for (let round = 0; ;) {
      if (shouldStop?.()) return { bound, stopped: true, solution: null, columns, active, cuts };
      solution = await solveMaster(visits, list, columns, node.forced, cuts, solve);
      // without prices this part cannot be bounded: it stays open, and the plan unproven
      if (!solution) return { bound, stopped: true, solution, columns, active, cuts };
      const priced = priceTrips(visits, list, active, solution.prices);
      if (priced.bound < bound) bound = priced.bound;
      if (!better(bound)) break;
      tell('bounding', bound);
      const entering = bestColumns(active, priced, new Set(columns));
      if (entering.length > 0) {
        columns = columns.concat(entering);
        for (const t of entering) pool.add(t);
        continue;
      }
      active = active.filter(
        (_, x) => Math.floor(priced.bound + priced.reduced[x]! - Math.max(0, priced.best)) > plan.value
      );
      if (round++ >= cutRounds) break;
      const used = usedTogether(visits, list, columns, solution.use);
      const known = new Set(cuts.map(({ stops: [a, b, c] }) => keyOf(visits.n, a, b, c)));
      const fresh = findCuts(visits, used, CUTS_AT_ONCE).filter(
        ({ stops: [a, b, c] }) => !known.has(keyOf(visits.n, a, b, c))
      );
      if (!fresh.length) break;
      const prices = solution.prices.cut;
      cuts = [...cuts.filter((_, x) => prices[x]! > 0), ...fresh];
      const usable = new Set(active);
      columns = columns.filter((t) => usable.has(t));
    }
    return { bound, stopped: false, solution, columns, active, cuts };
  }

  function startColumns({ active }: Node): number[] {
    const usable = new Set(active);
    return [...pool].filter((t) => usable.has(t)).sort((a, b) => a - b);
  }

  function branch(node: Node, { bound, solution, columns, active, cuts }: Relaxed): Node[] {
    const used = usedTogether(visits, list, columns, solution!.use);
    const choice = chooseBranch(visits, used, node.decided);
    const child = (keepTrip: (stops: number[]) => boolean, forced: number[], decided: number[]): Node => ({
      ...{ bound, cuts },
      active: active.filter((t) => keepTrip(stopsOf(list, t))),
      forced: [...new Set([...node.forced, ...forced])],
      decided: [...new Set([...node.decided, ...decided])]
    });
    if (choice.kind === 'none') return [];
    if (choice.kind === 'stop')
      return [
        child(() => true, [choice.stop], [choice.stop]),
        child((stops) => !stops.includes(choice.stop), [], [choice.stop])
      ];
    const [i, j] = choice.pair;
    return [
      child((stops) => stops.includes(i) === stops.includes(j), [i, j], [i, j]),
      child((stops) => !(stops.includes(i) && stops.includes(j)), [], [])
    ];
  }
}

/** The trips that improve the relaxation most. */
function bestColumns(active: Int32Array, { reduced }: Priced, known: ReadonlySet<number>): number[] {
  const better: number[] = [];
  for (let x = 0; x < active.length; x++) if (reduced[x]! > TINY && !known.has(active[x]!)) better.push(x);
  return better
    .sort((x, y) => reduced[y]! - reduced[x]! || x - y)
    .slice(0, MOST_COLUMNS)
    .map((x) => active[x]!);
}

/** A plan near a relaxation: trips that it uses much are liked. */
function roundUse(visits: CompiledVisits, list: TripList, columns: readonly number[], { use }: MasterSolution): Plan {
  const whole = columns.filter((_, x) => use[x]! > 1 - 1e-6);
  const liking = new Float64Array(list.count);
  columns.forEach((t, x) => (liking[t] = use[x]!));
  const straight = { trips: whole, value: worthOf(visits, list, whole) };
  const found = findGoodPlan(visits, list, { from: whole, liking, among: columns });
  return found.value >= straight.value ? found : straight;
}
