import { augmentByPaths } from './augment-by-paths';
import { listGraphSides, type FlowGraph, type FlowSolution } from './flow-graph';
import { holdAuction, type ShouldStop } from './hold-auction';
import { roundPrices } from './round-prices';
import { countPlaces, countTaken, type Side } from './side';

// below this many edges the chains alone are faster
const EDGES_WORTH_AN_AUCTION = 20_000;
// each phase is this many times finer than the one before; 4 to 10 made little difference
const FINER = 6;
const MOST_EXACT = 2 ** 51;
// prices right to 2^-34 of the largest weight leave next to nothing to the chains, however fine the grid of the weights
const FINEST = 2 ** 34;

export interface Start {
  chosen: Uint8Array;
  mentorPrice: Float64Array;
}

export interface SparseOptions {
  /** Which way to go; by size unless said. */
  start?: 'auction' | 'chains';
  /** Prices of mentors to start from, and how far off they may be (both in units of the weights). */
  warm?: { mentorPrice: Float64Array; offBy: number };
  /** An assignment to start the chains from, optimal or nearly so, with prices of mentors. */
  from?: Start | undefined;
  /** Stop the auction once prices are right to within this, and leave the exact finish out. */
  coarse?: number;
  onPhase?: (epsilon: number) => void;
  shouldStop?: ShouldStop | undefined;
}

/**
 * Chooses edges of the highest total weight, each at most once, within `need` and `capacity` and less what the places
 * cost: a maximum-weight b-matching with convex costs. Exact for whole-number weights within 0..2^50.
 *
 * First an auction with epsilon scaling, the side with fewer places bidding, then the other side for places left too
 * dear; it ends with prices that are right to within epsilon. With the weights multiplied by more than the number of
 * nodes and epsilon 1 the assignment is optimal already (Bertsekas 1979), and the prices are rounded to exact ones. Where
 * that would go beyond the whole numbers a double holds, what the prices do not bear out is dropped and filled again along
 * cheapest chains, which then are very short.
 *
 * Stopped or `coarse`: a feasible assignment with prices that need not prove it.
 *
 * Sources: see `holdAuction`, `roundPrices`, `augmentByPaths`; the mixture of both is that of Jonker & Volgenant (1987).
 *
 * @example
 * // two mentees want mentor 0, who has one place; mentee 0 loses least by going to mentor 1
 * const graph = layOutGraph(Int32Array.of(1, 1), Int32Array.of(1, 1),
 *   { menteeOf: Int32Array.of(0, 0, 1), mentorOf: Int32Array.of(0, 1, 0), weight: Float64Array.of(5, 4, 3) });
 * assignSparse(graph).chosen; // [0, 1, 1]
 */
export function assignSparse(graph: FlowGraph, options: SparseOptions = {}): FlowSolution {
  const { mentees, mentors } = listGraphSides(graph);
  const chosen = options.from?.chosen.slice() ?? new Uint8Array(graph.weight.length);
  if (options.from) {
    mentors.price.set(options.from.mentorPrice);
    dropBeyondPlaces(mentees, graph.weight, chosen);
    dropBeyondPlaces(mentors, graph.weight, chosen);
    finish(mentees, mentors, graph.weight, chosen);
    return { chosen, menteePrice: mentees.price, mentorPrice: mentors.price };
  }
  const [a, b] = mentors.outside.length < mentees.outside.length ? [mentors, mentees] : [mentees, mentors];
  const start = options.start ?? (chosen.length < EDGES_WORTH_AN_AUCTION ? 'chains' : 'auction');
  const isDone = start === 'auction' ? auctionOff(graph, mentees, mentors, [a, b], chosen, options) : true;
  if (isDone && options.coarse === undefined) finish(a, b, graph.weight, chosen);
  return { chosen, menteePrice: mentees.price, mentorPrice: mentors.price };
}

function finish(a: Side, b: Side, weight: Float64Array, chosen: Uint8Array): void {
  matchPrices(a, b, weight, chosen);
  augmentByPaths(a, b, weight, chosen);
  augmentByPaths(b, a, weight, chosen);
}

/** Where fewer places are left than were taken, the edges of least weight go. */
function dropBeyondPlaces(side: Side, weight: Float64Array, chosen: Uint8Array): void {
  countTaken(side, chosen);
  for (let node = 0; node < side.count; node++) {
    for (let over = side.taken[node]! - countPlaces(side, node); over > 0; over--) {
      let least = -1;
      for (let at = side.first[node]!; at < side.first[node + 1]!; at++) {
        const edge = side.edges[at]!;
        if (chosen[edge] === 1 && (least < 0 || weight[edge]! < weight[least]!)) least = edge;
      }
      chosen[least] = 0;
    }
  }
}

function auctionOff(
  graph: FlowGraph,
  mentees: Side,
  mentors: Side,
  [a, b]: [Side, Side],
  chosen: Uint8Array,
  { warm, coarse, onPhase, shouldStop }: SparseOptions
): boolean {
  const nodes = mentees.count + mentors.count;
  const largest = Math.max(1, findLargest(graph.weight), findLargest(mentors.outside));
  const scale = Math.max(1, Math.min(nodes + 2, Math.floor(MOST_EXACT / (largest * 4))));
  const weight = graph.weight.map((value) => value * scale);
  for (let at = 0; at < mentors.outside.length; at++) mentors.outside[at]! *= scale;
  if (warm) mentors.price.set(warm.mentorPrice.map((price) => Math.round(price * scale)));
  if (warm && b === mentees) priceFromOther(mentees, mentors, weight);

  const finest = Math.max(1, Math.floor((largest * scale) / FINEST), Math.floor((coarse ?? 0) * scale));
  let epsilon = Math.max(finest, Math.floor(Math.min(largest / 4, warm?.offBy ?? Infinity) * scale));
  for (;;) {
    chosen.fill(0);
    a.taken.fill(0);
    b.taken.fill(0);
    holdAuction(a, b, weight, chosen, { epsilon, onlyLacking: false, shouldStop });
    if (shouldStop?.()) break;
    holdAuction(b, a, weight, chosen, { epsilon, onlyLacking: true, shouldStop });
    onPhase?.(epsilon / scale);
    if (shouldStop?.() || epsilon === finest) break;
    epsilon = Math.max(finest, Math.floor(epsilon / FINER));
  }
  for (let at = 0; at < mentors.outside.length; at++) mentors.outside[at]! /= scale;
  roundPrices(mentees.price, mentors.price, scale, epsilon);
  return !shouldStop?.();
}

/** Prices under which no edge exceeds its two prices, from those of the other side. */
function priceFromOther(side: Side, other: Side, weight: Float64Array): void {
  side.price.fill(0);
  for (let edge = 0; edge < weight.length; edge++) {
    const value = weight[edge]! - other.price[other.nodeOf[edge]!]!;
    if (value > side.price[side.nodeOf[edge]!]!) side.price[side.nodeOf[edge]!] = value;
  }
}

/**
 * Sets the prices of `a` as low as those of `b` allow and drops chosen edges that are worth less than their prices: what
 * `augmentByPaths` expects.
 */
function matchPrices(a: Side, b: Side, weight: Float64Array, chosen: Uint8Array): void {
  countTaken(a, chosen);
  countTaken(b, chosen);
  for (let node = 0; node < b.count; node++) raiseToOutside(b, node);
  for (let node = 0; node < a.count; node++) {
    let price = 0;
    for (let at = a.first[node]!; at < a.first[node + 1]!; at++) {
      const edge = a.edges[at]!;
      if (chosen[edge] === 0) price = Math.max(price, weight[edge]! - b.price[b.nodeOf[edge]!]!);
    }
    a.price[node] = price;
    raiseToOutside(a, node);
    for (let at = a.first[node]!; at < a.first[node + 1]!; at++) {
      const edge = a.edges[at]!;
      if (chosen[edge] === 1 && weight[edge]! - b.price[b.nodeOf[edge]!]! < a.price[node]!) chosen[edge] = 0;
    }
  }
  countTaken(a, chosen);
  countTaken(b, chosen);
}

/** A taken place must not be priced below what leaving it empty is worth. */
function raiseToOutside(side: Side, node: number): void {
  const taken = side.taken[node]!;
  const least = taken > 0 ? side.outside[side.firstPlace[node]! + taken - 1]! : 0;
  side.price[node] = Math.max(0, side.price[node]!, least);
}

function findLargest(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}
