import { assignSparse } from './assign-sparse';
import { keepEdges, type FlowGraph, type FlowSolution } from './flow-graph';

/**
 * Among all assignments of the same, highest weight, chooses the one with the fewest changed pairs (previous pairs
 * dropped plus new pairs added), and among those the one with the most pairs. Returns the chosen edges (1) of `graph`.
 *
 * Exact: by complementary slackness an assignment is optimal if and only if it takes every edge whose weight exceeds
 * the prices of its two ends, none whose weight falls short of them, and fills every place of a mentee priced above 0 and
 * every place of a mentor that costs less than its price, and none that costs more (Schrijver, Combinatorial Optimization,
 * 2003, chapter 21). What is left to decide are the edges that exactly meet their prices. On these the same solver runs
 * once more, with weights in which filling such a place outweighs any number of changes, and a change outweighs any
 * number of pairs.
 *
 * @example
 * // mentee 0 likes mentors 0 and 1 equally and had mentor 1 before
 * settleTies(graph, assignSparse(graph), Uint8Array.of(0, 1)); // [0, 1]
 */
export function settleTies(
  graph: FlowGraph,
  { menteePrice, mentorPrice }: Pick<FlowSolution, 'menteePrice' | 'mentorPrice'>,
  wasPaired: Uint8Array | null
): Uint8Array {
  const chosen = new Uint8Array(graph.weight.length);
  const need = graph.need.slice();
  // places that must be filled, and those that may
  const must = graph.capacity.map((places, mentor) => countBelow(graph, mentor, places, mentorPrice[mentor]!, false));
  const may = graph.capacity.map((places, mentor) => countBelow(graph, mentor, places, mentorPrice[mentor]!, true));
  const surplus = (edge: number) =>
    graph.weight[edge]! - menteePrice[graph.menteeOf[edge]!]! - mentorPrice[graph.mentorOf[edge]!]!;
  for (let edge = 0; edge < chosen.length; edge++) {
    if (surplus(edge) <= 0) continue;
    chosen[edge] = 1;
    need[graph.menteeOf[edge]!]!--;
    must[graph.mentorOf[edge]!]!--;
    may[graph.mentorOf[edge]!]!--;
  }

  const tied = keepEdges({ ...graph, need, capacity: may }, (edge) => surplus(edge) === 0 && isOpen(edge));
  function isOpen(edge: number): boolean {
    return need[graph.menteeOf[edge]!]! > 0 && may[graph.mentorOf[edge]!]! > 0;
  }
  const mostPairs = Math.min(sum(need), sum(may), tied.original.length);
  const perChange = wasPaired ? mostPairs + 1 : 0;
  const perPlace = 2 * mostPairs * (perChange + 1) + 1;
  tied.graph.weight.forEach((_, edge) => {
    const places = Number(menteePrice[tied.graph.menteeOf[edge]!]! > 0) + Number(must[tied.graph.mentorOf[edge]!]! > 0);
    const kept = wasPaired?.[tied.original[edge]!] === 1 ? 1 : -1;
    tied.graph.weight[edge] = places * perPlace + kept * perChange + 1;
  });
  // only the places that must be filled earn their mentor's share of the weight
  tied.graph.placeCost = (mentor, place) => (must[mentor]! > 0 && place >= must[mentor]! ? perPlace : 0);
  assignSparse(tied.graph).chosen.forEach((isChosen, edge) => {
    if (isChosen === 1) chosen[tied.original[edge]!] = 1;
  });
  return chosen;
}

/** How many of a mentor's places cost less than its price, or at most as much. */
function countBelow(graph: FlowGraph, mentor: number, places: number, price: number, orEqual: boolean): number {
  if (!graph.placeCost) return price > 0 || orEqual ? places : 0;
  let count = 0;
  for (; count < places; count++) {
    const cost = graph.placeCost(mentor, count);
    if (cost > price || (cost === price && !orEqual)) break;
  }
  return count;
}

function sum(values: Int32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
