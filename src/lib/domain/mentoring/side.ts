import type { FlowGraph } from './flow-graph';

/**
 * One side of the assignment as both solvers see it; either may bid or search, so mentees and mentors look alike.
 * Node i has the edges `edges[first[i]] .. edges[first[i + 1] - 1]` and the places `firstPlace[i] .. firstPlace[i + 1] - 1`.
 */
export interface Side {
  count: number;
  first: Int32Array;
  edges: Int32Array;
  /** The node of this side at each edge. */
  nodeOf: Int32Array;
  firstPlace: Int32Array;
  /** What leaving the k-th place empty is worth, never falling with k; by place. */
  outside: Float64Array;
  /** Places filled. */
  taken: Int32Array;
  price: Float64Array;
}

/** Both sides of a graph; places that could never be filled are cut to one more than there are edges. */
export function setOutSides(
  graph: FlowGraph,
  placeCost: (mentor: number, place: number) => number
): { mentees: Side; mentors: Side } {
  const edges = graph.weight.length;
  const ofMentor = new Int32Array(graph.capacity.length + 1);
  for (let edge = 0; edge < edges; edge++) ofMentor[graph.mentorOf[edge]! + 1]!++;
  for (let mentor = 0; mentor < graph.capacity.length; mentor++) ofMentor[mentor + 1]! += ofMentor[mentor]!;
  const next = ofMentor.slice();
  const byMentor = new Int32Array(edges);
  for (let edge = 0; edge < edges; edge++) byMentor[next[graph.mentorOf[edge]!]!++] = edge;
  const byMentee = new Int32Array(edges);
  for (let edge = 0; edge < edges; edge++) byMentee[edge] = edge;
  return {
    mentees: setOut(graph.need, graph.firstEdge, byMentee, graph.menteeOf, () => 0),
    mentors: setOut(graph.capacity, ofMentor, byMentor, graph.mentorOf, placeCost)
  };
}

function setOut(
  places: Int32Array,
  first: Int32Array,
  edges: Int32Array,
  nodeOf: Int32Array,
  outsideOf: (node: number, place: number) => number
): Side {
  const count = places.length;
  const firstPlace = new Int32Array(count + 1);
  for (let node = 0; node < count; node++) {
    // a place that nobody can fill keeps "more than enough" apart from "just enough"
    const most = first[node + 1]! - first[node]! + 1;
    firstPlace[node + 1] = firstPlace[node]! + Math.min(places[node]!, most);
  }
  const outside = new Float64Array(firstPlace[count]!);
  for (let node = 0; node < count; node++) {
    for (let at = firstPlace[node]!; at < firstPlace[node + 1]!; at++) {
      outside[at] = outsideOf(node, at - firstPlace[node]!);
    }
  }
  const taken = new Int32Array(count);
  return { count, first, edges, nodeOf, firstPlace, outside, taken, price: new Float64Array(count) };
}

/** Counts the chosen edges of every node anew. */
export function countTaken(side: Side, chosen: Uint8Array): void {
  side.taken.fill(0);
  for (let edge = 0; edge < chosen.length; edge++) if (chosen[edge] === 1) side.taken[side.nodeOf[edge]!]!++;
}

/** Places of a node, filled or not. */
export function countPlaces(side: Side, node: number): number {
  return side.firstPlace[node + 1]! - side.firstPlace[node]!;
}

/** Whether a place is empty although its price is above what leaving it empty is worth. */
export function lacksPartner(side: Side, node: number): boolean {
  const taken = side.taken[node]!;
  return taken < countPlaces(side, node) && side.price[node]! > side.outside[side.firstPlace[node]! + taken]!;
}
