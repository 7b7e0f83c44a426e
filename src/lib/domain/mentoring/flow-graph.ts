import { setOutSides, type Side } from './side';

/**
 * A matching problem in typed arrays: mentees 0..m-1 and mentors 0..n-1 in id order, the edges of mentee i at
 * `firstEdge[i] .. firstEdge[i + 1] - 1`, sorted by mentor. Weights are whole numbers within ±2^50.
 */
export interface FlowGraph {
  need: Int32Array;
  capacity: Int32Array;
  firstEdge: Int32Array;
  menteeOf: Int32Array;
  mentorOf: Int32Array;
  weight: Float64Array;
  /** What the k-th place (from 0) of a mentor costs, whole and never falling with k; nothing when left out. */
  placeCost?: (mentor: number, place: number) => number;
}

/** Which edges are chosen (1) and the optimal prices of both sides, in the unit of the weights. */
export interface FlowSolution {
  chosen: Uint8Array;
  menteePrice: Float64Array;
  mentorPrice: Float64Array;
}

/** Edges in three columns, sorted by mentee, then mentor. */
export interface EdgeColumns {
  menteeOf: Int32Array;
  mentorOf: Int32Array;
  weight: Float64Array;
}

/**
 * Lays out sorted edges as a graph. Places beyond the number of edges are kept: they only mean "no limit".
 *
 * @example
 * // one mentee with edges to mentors 0 and 1
 * layOutGraph(Int32Array.of(1), Int32Array.of(1, 1),
 *   { menteeOf: Int32Array.of(0, 0), mentorOf: Int32Array.of(0, 1), weight: Float64Array.of(5, 3) }).firstEdge; // [0, 2]
 */
export function layOutGraph(
  need: Int32Array,
  capacity: Int32Array,
  edges: EdgeColumns,
  placeCost?: FlowGraph['placeCost']
): FlowGraph {
  const firstEdge = new Int32Array(need.length + 1);
  for (const mentee of edges.menteeOf) firstEdge[mentee + 1]!++;
  for (let i = 0; i < need.length; i++) firstEdge[i + 1]! += firstEdge[i]!;
  return { need, capacity, firstEdge, ...edges, ...(placeCost && { placeCost }) };
}

/**
 * A graph with only the edges that `keep` accepts, and the number each of them had before.
 *
 * @example
 * const { graph, original } = keepEdges(all, (edge) => all.weight[edge]! >= 0);
 * original[0]; // the first edge with a weight of 0 or more
 */
export function keepEdges(
  graph: FlowGraph,
  keep: (edge: number) => boolean
): { graph: FlowGraph; original: Int32Array } {
  let kept = 0;
  for (let edge = 0; edge < graph.weight.length; edge++) if (keep(edge)) kept++;
  const original = new Int32Array(kept);
  kept = 0;
  for (let edge = 0; edge < graph.weight.length; edge++) if (keep(edge)) original[kept++] = edge;
  const edges = {
    menteeOf: original.map((edge) => graph.menteeOf[edge]!),
    mentorOf: original.map((edge) => graph.mentorOf[edge]!),
    weight: Float64Array.from(original, (edge) => graph.weight[edge]!)
  };
  return { graph: layOutGraph(graph.need, graph.capacity, edges, graph.placeCost), original };
}

/** Both sides of a graph for the solvers: mentees leave a place empty for 0, mentors for what the place would cost. */
export function listGraphSides(graph: FlowGraph): { mentees: Side; mentors: Side } {
  return setOutSides(graph, graph.placeCost ?? (() => 0));
}
