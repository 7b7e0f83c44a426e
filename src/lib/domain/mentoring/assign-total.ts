import { arrangeProblem, type ArrangedProblem } from './arrange-problem';
import { assignByPaths } from './assign-by-paths';
import type { FlowGraph, FlowSolution } from './flow-graph';
import { compareIds, pairKey, type Duals, type MatchPair, type MatchProblem } from './match-problem';
import { settleTies } from './settle-ties';

export interface TotalAssignment {
  /** Sorted by mentee, then mentor. */
  pairs: MatchPair[];
  total: number;
  /** No assignment can have a higher total; follows from `duals` alone (weak duality). */
  bound: number;
  duals: Duals;
}

/**
 * The assignment with the highest total score under capacities, needs, forbidden and pinned pairs, with the prices that
 * prove it (`verifyCertificate` checks them). Edges of negative score are left alone unless pinned. Among equal totals:
 * fewest changed pairs against `previous` (dropped plus added), then most pairs, then a fixed choice by ids.
 *
 * Takes a problem that `readEdges` accepted; throws on any other. Units: those of the scores.
 *
 * Source: see `assignByPaths`; the bound is the dual objective of the assignment problem, equal to the total at the
 * optimum by strong duality.
 *
 * @example
 * assignTotal({ capacity: { b: 1 }, need: {}, forbid: [], pin: [], previous: [], edges: [
 *   { mentee: 'a', mentor: 'b', score: 0.83 }, { mentee: 'c', mentor: 'b', score: 0.4 }] });
 * // { pairs: [{ mentee: 'a', mentor: 'b', score: 0.83 }], total: 0.83, bound: 0.83, duals: { mentee: a 0.43, ... } }
 */
export function assignTotal(problem: MatchProblem): TotalAssignment {
  const arranged = arrangeProblem(problem);
  const solution = assignByPaths(arranged.graph);
  const chosen = settleTies(arranged.graph, solution, markPrevious(arranged, problem));
  const pairs = [...arranged.pinned, ...arranged.edges.filter((_, edge) => chosen[edge] === 1)]
    .map(({ mentee, mentor, score }) => ({ mentee, mentor, score }))
    .sort((a, b) => compareIds(a.mentee, b.mentee) || compareIds(a.mentor, b.mentor));
  const steps = arranged.grid.stepsPerUnit;
  const prices = {
    mentee: solution.menteePrice.map((price) => price / steps),
    mentor: solution.mentorPrice.map((price) => price / steps)
  };
  const duals = {
    mentee: namePrices(arranged.mentees, prices.mentee),
    mentor: namePrices(arranged.mentors, prices.mentor)
  };
  const pinnedSteps = addUp(arranged.pinned, (edge) => Math.round(edge.score * steps));
  if (arranged.grid.exact) {
    // whole steps add up without rounding, so total and bound are the very same number
    const total = (pinnedSteps + addUp(chosen, (isChosen, edge) => isChosen * arranged.graph.weight[edge]!)) / steps;
    const bound = (pinnedSteps + addUpDuals(arranged.graph, arranged.graph.weight, solution)) / steps;
    return { pairs, total, bound, duals };
  }
  const total = addUp(pairs, (pair) => pair.score);
  const scores = Float64Array.from(arranged.edges, (edge) => edge.score);
  const free = addUpDuals(arranged.graph, scores, { menteePrice: prices.mentee, mentorPrice: prices.mentor });
  const bound = addUp(arranged.pinned, (edge) => edge.score) + free;
  return { pairs, total, bound: Math.max(total, bound), duals };
}

function markPrevious(arranged: ArrangedProblem, problem: MatchProblem): Uint8Array | null {
  if (problem.previous.length === 0) return null;
  const previous = new Set(problem.previous.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  return Uint8Array.from(arranged.edges, (edge) => Number(previous.has(pairKey(edge.mentee, edge.mentor))));
}

function namePrices(ids: string[], prices: Float64Array): Map<string, number> {
  return new Map(ids.map((id, number) => [id, prices[number]!]));
}

/** Price of every place, plus what an edge is worth beyond its two prices. */
function addUpDuals(
  graph: FlowGraph,
  worth: Float64Array,
  { menteePrice, mentorPrice }: Pick<FlowSolution, 'menteePrice' | 'mentorPrice'>
): number {
  const mentees = addUp(graph.need, (need, mentee) => need * menteePrice[mentee]!);
  const mentors = addUp(graph.capacity, (capacity, mentor) => capacity * mentorPrice[mentor]!);
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
