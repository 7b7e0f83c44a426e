import { assignByPaths } from './assign-by-paths';
import { keepEdges, type FlowGraph, type FlowSolution } from './flow-graph';

/**
 * Among all assignments of the same, highest weight, chooses the one with the fewest changed pairs (previous pairs
 * dropped plus new pairs added), and among those the one with the most pairs. Returns the chosen edges (1) of `graph`.
 *
 * Exact: by complementary slackness an assignment is optimal if and only if it takes every edge whose weight exceeds
 * the prices of its two ends, none whose weight falls short of them, and fills every mentee and mentor whose price is
 * above 0 (Schrijver, Combinatorial Optimization, 2003, chapter 21). What is left to decide are the edges that exactly
 * meet their prices. On these the same solver runs once more, with weights in which filling a priced place outweighs
 * any number of changes, and a change outweighs any number of pairs.
 *
 * @example
 * // mentee 0 likes mentors 0 and 1 equally and had mentor 1 before
 * settleTies(graph, assignByPaths(graph), Uint8Array.of(0, 1)); // [0, 1]
 */
export function settleTies(graph: FlowGraph, solution: FlowSolution, wasPaired: Uint8Array | null): Uint8Array {
  const { menteePrice, mentorPrice } = solution;
  const chosen = new Uint8Array(graph.weight.length);
  const need = graph.need.slice();
  const capacity = graph.capacity.slice();
  const surplus = (edge: number) =>
    graph.weight[edge]! - menteePrice[graph.menteeOf[edge]!]! - mentorPrice[graph.mentorOf[edge]!]!;
  for (let edge = 0; edge < chosen.length; edge++) {
    if (surplus(edge) <= 0) continue;
    chosen[edge] = 1;
    need[graph.menteeOf[edge]!]!--;
    capacity[graph.mentorOf[edge]!]!--;
  }

  const open = keepEdges({ ...graph, need, capacity }, (edge) => surplus(edge) === 0);
  const mostPairs = Math.min(sum(need), sum(capacity), open.original.length);
  const perChange = wasPaired ? mostPairs + 1 : 0;
  const perPricedPlace = 2 * mostPairs * (perChange + 1) + 1;
  open.graph.weight.forEach((_, edge) => {
    const priced =
      Number(menteePrice[open.graph.menteeOf[edge]!]! > 0) + Number(mentorPrice[open.graph.mentorOf[edge]!]! > 0);
    const kept = wasPaired?.[open.original[edge]!] === 1 ? 1 : -1;
    open.graph.weight[edge] = priced * perPricedPlace + kept * perChange + 1;
  });
  assignByPaths(open.graph).chosen.forEach((isChosen, edge) => {
    if (isChosen === 1) chosen[open.original[edge]!] = 1;
  });
  return chosen;
}

function sum(values: Int32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
