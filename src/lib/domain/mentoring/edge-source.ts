import type { FlowGraph } from './flow-graph';
import type { FoundPairs, PairSource } from './pair-source';

export interface EdgeSource extends PairSource {
  /** The edge of a pair, or -1. */
  findEdge(mentee: number, mentor: number): number;
}

/**
 * The pairs of a graph too large to be solved as a whole.
 *
 * @example
 * const source = fromGraph(graph);
 * source.weigh(0, 3); // the weight of their edge, or -1
 */
export function fromGraph(graph: FlowGraph): EdgeSource {
  const { firstEdge, mentorOf, weight } = graph;
  let prices: Float64Array = new Float64Array(graph.capacity.length);
  let largest = 0;
  for (const value of weight) if (value > largest) largest = value;
  return {
    need: graph.need,
    capacity: graph.capacity,
    ...(graph.placeCost && { placeCost: graph.placeCost }),
    largest,
    rough: 1 / 32,
    setPrices(mentorPrice) {
      prices = mentorPrice;
    },
    findBest(mentee: number, floor: number, most: number, found: FoundPairs): number {
      found.start(floor, most);
      for (let edge = firstEdge[mentee]!, last = firstEdge[mentee + 1]!; edge < last; edge++) {
        const mentor = mentorOf[edge]!;
        const worth = weight[edge]! - prices[mentor]!;
        if (worth > found.floor) found.offer(mentor, weight[edge]!, worth);
      }
      return found.count;
    },
    listAlways: () => null,
    weigh(mentee: number, mentor: number): number {
      const edge = findEdge(mentee, mentor);
      return edge < 0 ? -1 : weight[edge]!;
    },
    findEdge
  };

  function findEdge(mentee: number, mentor: number): number {
    let low = firstEdge[mentee]!;
    let high = firstEdge[mentee + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (mentorOf[middle]! < mentor) low = middle + 1;
      else high = middle;
    }
    return low < firstEdge[mentee + 1]! && mentorOf[low] === mentor ? low : -1;
  }
}
