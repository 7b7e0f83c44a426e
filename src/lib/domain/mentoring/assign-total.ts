import { arrangeProblem, type ArrangedProblem } from './arrange-problem';
import { assignAtScale, type ScaleProgress } from './assign-at-scale';
import { assignSparse, type Start } from './assign-sparse';
import { fromGraph } from './edge-source';
import type { FlowGraph, FlowSolution } from './flow-graph';
import type { ShouldStop } from './hold-auction';
import { compareIds, costOfPlace, pairKey, type Duals, type MatchPair, type MatchProblem } from './match-problem';
import { untwine } from './one-per-municipality';
import { settleTies } from './settle-ties';

export interface TotalAssignment {
  /** Sorted by mentee, then mentor. */
  pairs: MatchPair[];
  /** Sum of the scores, less what the load of mentors takes off. */
  total: number;
  /** No assignment can have a higher total; follows from `duals` alone (weak duality), unless the solver was stopped. */
  bound: number;
  duals: Duals;
}

export interface TotalOptions {
  onProgress?: ((progress: ScaleProgress) => void) | undefined;
  /** True stops the solver: what it has is returned, with a bound that may lie above it. */
  shouldStop?: ShouldStop | undefined;
  /** The best assignment of a problem that differs little, to start from. */
  near?: Pick<TotalAssignment, 'pairs' | 'duals'> | undefined;
}

// above this many edges most are never worth a look
const EDGES_AT_ONCE = 400_000;

/**
 * The assignment with the highest total score under capacities, needs, forbidden and pinned pairs, with the prices that
 * prove it (`verifyCertificate` checks them). Edges of negative score are left alone unless pinned. Among equal totals:
 * fewest changed pairs against `previous` (dropped plus added), then most pairs, then a fixed choice by ids. Nobody gets the
 * same municipality twice (`untwine`).
 *
 * Takes a problem that `readEdges` accepted; throws on any other. Units: those of the scores.
 *
 * Source: see `assignSparse` and `assignAtScale`; the bound is the dual objective of the assignment problem, equal to the
 * total at the optimum by strong duality.
 *
 * @example
 * assignTotal({ capacity: { b: 1 }, need: {}, forbid: [], pin: [], previous: [], edges: [
 *   { mentee: 'a', mentor: 'b', score: 0.83 }, { mentee: 'c', mentor: 'b', score: 0.4 }] });
 * // { pairs: [{ mentee: 'a', mentor: 'b', score: 0.83 }], total: 0.83, bound: 0.83, duals: { mentee: a 0.43, ... } }
 */
export function assignTotal(problem: MatchProblem, options: TotalOptions = {}): TotalAssignment {
  const untwined = untwine(problem);
  if (!untwined) return assignPlain(problem, options, []);
  // prices of another problem know no stand-ins
  const { near: _, ...rest } = options;
  return untwined.restore(assignPlain(untwined.problem, rest, untwined.bonuses));
}

/** @param bonuses taken off total and bound */
function assignPlain(problem: MatchProblem, options: TotalOptions, bonuses: readonly number[]): TotalAssignment {
  const arranged = arrangeProblem(problem);
  const { chosen, menteePrice, mentorPrice, proven = Infinity } = choose(arranged, problem, options);
  const pairs = [...arranged.pinned, ...arranged.edges.filter((_, edge) => chosen[edge] === 1)]
    .map(({ mentee, mentor, score }) => ({ mentee, mentor, score }))
    .sort((a, b) => compareIds(a.mentee, b.mentee) || compareIds(a.mentor, b.mentor));
  const steps = arranged.grid.stepsPerUnit;
  const duals = {
    mentee: namePrices(arranged.mentees, menteePrice, steps),
    mentor: namePrices(arranged.mentors, mentorPrice, steps)
  };
  priceClosed(arranged, problem, duals);
  const bonusSteps = addUp(bonuses, (bonus) => Math.round(bonus * steps));
  const pinnedSteps =
    addUp(arranged.pinned, (edge) => Math.round(edge.score * steps)) - arranged.pinnedCost - bonusSteps;
  if (arranged.grid.exact) {
    // whole steps add up without rounding, so total and bound are the very same number
    const { graph } = arranged;
    const scored = addUp(chosen, (isChosen, edge) => isChosen * graph.weight[edge]!);
    const total = (pinnedSteps + scored - addUpLoad(graph, chosen)) / steps;
    const free = addUpDuals(graph, graph.weight, menteePrice, mentorPrice, 1);
    const bound = (pinnedSteps + Math.min(free, proven)) / steps;
    return { pairs, total, bound, duals };
  }
  const cost = (arranged.pinnedCost + addUpLoad(arranged.graph, chosen)) / steps + addUp(bonuses, (bonus) => bonus);
  const total = addUp(pairs, (pair) => pair.score) - cost;
  const scores = Float64Array.from(arranged.edges, (edge) => edge.score);
  const [mentees, mentors] = [menteePrice, mentorPrice].map((prices) => prices.map((price) => price / steps));
  const free = addUpDuals(arranged.graph, scores, mentees!, mentors!, steps);
  const fixed = addUp(arranged.pinned, (edge) => edge.score) - arranged.pinnedCost / steps;
  const bound = fixed + free - addUp(bonuses, (bonus) => bonus);
  return { pairs, total, bound: Math.max(total, bound), duals };
}

interface Chosen extends FlowSolution {
  /** A bound, in steps and without the pins, that other prices than these proved on the way. */
  proven?: number;
}

function choose(
  arranged: ArrangedProblem,
  problem: MatchProblem,
  { onProgress, shouldStop, near }: TotalOptions
): Chosen {
  const { graph, edges } = arranged;
  const settle = (prices: Pick<FlowSolution, 'menteePrice' | 'mentorPrice'>) => ({
    ...prices,
    chosen: settleTies(graph, prices, markPairs(arranged, problem.previous))
  });
  if (edges.length <= EDGES_AT_ONCE || near) {
    const solution = assignSparse(graph, {
      shouldStop,
      from: near && startNear(arranged, near),
      onPhase: (epsilon) => onProgress?.(reportPhase(edges.length, epsilon / arranged.grid.stepsPerUnit))
    });
    return shouldStop?.() ? solution : settle(solution);
  }
  const source = fromGraph(graph);
  const solution = assignAtScale(source, { onProgress, shouldStop });
  if (!shouldStop?.()) return settle(solution);
  // the candidates' edges by their place among all
  const chosen = new Uint8Array(edges.length);
  for (let edge = 0; edge < solution.chosen.length; edge++) {
    if (solution.chosen[edge] === 0) continue;
    chosen[source.findEdge(solution.graph.menteeOf[edge]!, solution.graph.mentorOf[edge]!)] = 1;
  }
  return { menteePrice: solution.menteePrice, mentorPrice: solution.mentorPrice, chosen, proven: solution.bound };
}

/** One phase of an auction over all edges at once. */
function reportPhase(candidates: number, epsilon: number): ScaleProgress {
  return { round: 1, stage: 'solved', candidates, epsilon, improving: 0, total: null, bound: null };
}

function startNear(arranged: ArrangedProblem, { pairs, duals }: NonNullable<TotalOptions['near']>): Start {
  const { grid, mentors, graph } = arranged;
  // where the dearest pair has gone the grid is finer, and its price would lie beyond the whole numbers a double holds
  const most = graph.weight.reduce((largest, weight) => Math.max(largest, weight), 0);
  const chosen = markPairs(
    arranged,
    pairs.map(({ mentee, mentor }) => [mentee, mentor] as const)
  );
  return {
    chosen: chosen ?? new Uint8Array(arranged.edges.length),
    mentorPrice: Float64Array.from(mentors, (id) =>
      Math.min(most, Math.round((duals.mentor.get(id) ?? 0) * grid.stepsPerUnit))
    )
  };
}

function markPairs(arranged: ArrangedProblem, pairs: MatchProblem['previous']): Uint8Array | null {
  if (pairs.length === 0) return null;
  const keys = new Set(pairs.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  return Uint8Array.from(arranged.edges, (edge) => Number(keys.has(pairKey(edge.mentee, edge.mentor))));
}

function namePrices(ids: string[], prices: Float64Array, steps: number): Map<string, number> {
  return new Map(ids.map((id, number) => [id, prices[number]! / steps]));
}

/** Whoever has no place left may ask any price without raising the bound: enough that nobody misses the place. */
function priceClosed(
  { closed, pinned }: ArrangedProblem,
  problem: MatchProblem,
  { mentee, mentor }: { mentee: Map<string, number>; mentor: Map<string, number> }
): void {
  const pinsOf = new Map<string, number>();
  for (const pin of pinned) pinsOf.set(pin.mentor, (pinsOf.get(pin.mentor) ?? 0) + 1);
  // the pins hold their places whatever these cost
  for (const [id, pins] of pinsOf) mentor.set(id, Math.max(mentor.get(id)!, costOfPlace(problem, id, pins - 1)));
  const isFull = (id: string) =>
    (pinsOf.get(id) ?? 0) >= (Object.hasOwn(problem.capacity, id) ? problem.capacity[id]! : 1);
  for (const edge of closed) {
    if (!isFull(edge.mentor)) continue;
    mentor.set(edge.mentor, Math.max(mentor.get(edge.mentor)!, edge.score - mentee.get(edge.mentee)!));
  }
  for (const edge of closed) {
    if (isFull(edge.mentor)) continue;
    mentee.set(edge.mentee, Math.max(mentee.get(edge.mentee)!, edge.score - mentor.get(edge.mentor)!));
  }
}

function addUpLoad({ placeCost, mentorOf, capacity }: FlowGraph, chosen: Uint8Array): number {
  if (!placeCost) return 0;
  const taken = new Int32Array(capacity.length);
  return addUp(chosen, (isChosen, edge) => (isChosen ? placeCost(mentorOf[edge]!, taken[mentorOf[edge]!]!++) : 0));
}

/** Price of every place above what it costs, plus what an edge is worth beyond its two prices. */
function addUpDuals(
  graph: FlowGraph,
  worth: Float64Array,
  menteePrice: Float64Array,
  mentorPrice: Float64Array,
  costsPer: number
): number {
  const mentees = addUp(graph.need, (need, mentee) => need * menteePrice[mentee]!);
  const mentors = addUp(graph.capacity, (capacity, mentor) => {
    const price = mentorPrice[mentor]!;
    if (!graph.placeCost) return capacity * price;
    let earned = 0;
    for (let k = 0; k < capacity && price > graph.placeCost(mentor, k) / costsPer; k++) {
      earned += price - graph.placeCost(mentor, k) / costsPer;
    }
    return earned;
  });
  const beyond = addUp(worth, (score, edge) =>
    Math.max(0, score - menteePrice[graph.menteeOf[edge]!]! - mentorPrice[graph.mentorOf[edge]!]!)
  );
  return mentees + mentors + beyond;
}

function addUp<T>(values: ArrayLike<T>, valueOf: (value: T, at: number) => number): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += valueOf(values[at]!, at);
  return sum;
}
