import { countPlaces, lacksPartner, type Side } from './side';

/** Polled between bids: true stops the auction where it stands; what is chosen then keeps all capacities. */
export type ShouldStop = () => boolean;

export interface AuctionOptions {
  /** How much more than needed a bid is; the prices are right to within this. */
  epsilon: number;
  /** Only nodes bid whose own price is above what an empty place is worth; otherwise all that have one. */
  onlyLacking: boolean;
  shouldStop?: ShouldStop | undefined;
}

const BIDS_BETWEEN_POLLS = 8192;

/**
 * Nodes of side `a` with empty places bid for places of side `b`, each as much as leaves it no worse than its next
 * best choice, plus `epsilon`; a full node of `b` lets its lowest bid go. Until nobody wants to bid.
 *
 * On entry: prices of `b` such that no edge outside `chosen` exceeds its two prices by more than epsilon, for nodes of `a`
 * that are full. On return the same holds for all of `a`, whose prices are set, and within epsilon no chosen edge falls
 * short of its prices (epsilon-complementary slackness). Only places of `b` that nobody bid for may be left empty at
 * a price above their worth; an auction with the sides exchanged mends that and leaves none on either side.
 *
 * Sources: Bertsekas & Castañon, "The auction algorithm for the transportation problem", Annals of Operations Research
 * 20 (1989): places of one node are alike, so the next best choice is another node; Bertsekas, Castañon & Tsaknakis,
 * "Reverse auction and the solution of inequality constrained assignment problems", SIAM J. Optimization 3 (1993).
 *
 * @example
 * holdAuction(mentors, mentees, weight, chosen, { epsilon: 64, onlyLacking: false });
 */
export function holdAuction(
  a: Side,
  b: Side,
  weight: Float64Array,
  chosen: Uint8Array,
  { epsilon, onlyLacking, shouldStop }: AuctionOptions
): void {
  const { first, edges, firstPlace, outside, taken } = a;
  const objectOf = b.nodeOf;
  const ask = b.price;
  const bids = new BidBook(a, b, weight, chosen);
  const waiting = listBidders(a, onlyLacking);
  let polls = BIDS_BETWEEN_POLLS;
  for (let bidder = waiting.pop(); bidder !== undefined; bidder = waiting.pop()) {
    const places = firstPlace[bidder + 1]! - firstPlace[bidder]!;
    while (taken[bidder]! < places) {
      // what the place is worth empty is the choice to beat
      const empty = outside[firstPlace[bidder]! + taken[bidder]!]!;
      let best = empty;
      let second = empty;
      let wanted = -1;
      for (let at = first[bidder]!, last = first[bidder + 1]!; at < last; at++) {
        const edge = edges[at]!;
        const value = weight[edge]! - ask[objectOf[edge]!]!;
        if (value <= second || chosen[edge] === 1) continue;
        if (value > best) {
          second = best;
          best = value;
          wanted = edge;
        } else second = value;
      }
      if (wanted < 0) break;
      const outbid = bids.take(wanted, ask[objectOf[wanted]!]! + best - second + epsilon);
      if (outbid >= 0) waiting.push(outbid);
    }
    if (shouldStop && --polls === 0) {
      polls = BIDS_BETWEEN_POLLS;
      if (shouldStop()) break;
    }
  }
  priceBidders(a, b, weight, chosen);
}

function listBidders(a: Side, onlyLacking: boolean): number[] {
  const waiting: number[] = [];
  for (let node = a.count - 1; node >= 0; node--) {
    if (onlyLacking ? lacksPartner(a, node) : a.taken[node]! < countPlaces(a, node)) waiting.push(node);
  }
  return waiting;
}

/** A node asks the least its choice is worth to it, or what an empty place is worth. */
function priceBidders(a: Side, b: Side, weight: Float64Array, chosen: Uint8Array): void {
  const { first, edges } = a;
  for (let node = 0; node < a.count; node++) {
    const taken = a.taken[node]!;
    let price = taken < countPlaces(a, node) ? a.outside[a.firstPlace[node]! + taken]! : Infinity;
    for (let at = first[node]!; at < first[node + 1]!; at++) {
      const edge = edges[at]!;
      if (chosen[edge] === 1) price = Math.min(price, weight[edge]! - b.price[b.nodeOf[edge]!]!);
    }
    a.price[node] = price === Infinity ? 0 : price;
  }
}

/** The bids each node of `b` holds, the lowest on top of a heap, and what it asks for one more. */
class BidBook {
  readonly #a: Side;
  readonly #b: Side;
  readonly #chosen: Uint8Array;
  readonly #edge: Int32Array;
  readonly #bid: Float64Array;
  /** What a node asked at the start: an empty place is not sold for less. */
  readonly #reserve: Float64Array;

  constructor(a: Side, b: Side, weight: Float64Array, chosen: Uint8Array) {
    this.#a = a;
    this.#b = b;
    this.#chosen = chosen;
    this.#edge = new Int32Array(b.outside.length);
    this.#bid = new Float64Array(b.outside.length);
    this.#reserve = b.price.slice();
    const filled = b.taken.slice();
    b.taken.fill(0);
    for (let edge = 0; edge < weight.length; edge++) {
      if (chosen[edge] === 1) this.#push(b.nodeOf[edge]!, edge, weight[edge]! - a.price[a.nodeOf[edge]!]!);
    }
    for (let node = 0; node < b.count; node++) {
      if (filled[node]! !== b.taken[node]!) throw new Error('Places taken and edges chosen do not agree.');
      this.#setAsk(node);
    }
  }

  /** Accepts a bid; the node outbid by it, or -1. */
  take(edge: number, bid: number): number {
    const b = this.#b;
    const node = b.nodeOf[edge]!;
    const first = b.firstPlace[node]!;
    const taken = b.taken[node]!;
    this.#chosen[edge] = 1;
    this.#a.taken[this.#a.nodeOf[edge]!]!++;
    let outbid = -1;
    const isFull = taken === countPlaces(b, node);
    if (isFull || (taken > 0 && this.#bid[first]! < this.#askEmpty(node))) {
      const lost = this.#edge[first]!;
      this.#chosen[lost] = 0;
      outbid = this.#a.nodeOf[lost]!;
      this.#a.taken[outbid]!--;
      this.#sink(first, taken, 0, edge, bid);
    } else this.#push(node, edge, bid);
    this.#setAsk(node);
    return outbid;
  }

  #askEmpty(node: number): number {
    const outside = this.#b.outside[this.#b.firstPlace[node]! + this.#b.taken[node]!]!;
    return Math.max(this.#reserve[node]!, outside);
  }

  #setAsk(node: number): void {
    const b = this.#b;
    const taken = b.taken[node]!;
    const lowest = taken > 0 ? this.#bid[b.firstPlace[node]!]! : Infinity;
    const ask = taken < countPlaces(b, node) ? Math.min(lowest, this.#askEmpty(node)) : lowest;
    // a node without places is never bid for: its edges are left out of the graph
    b.price[node] = ask === Infinity ? 0 : ask;
  }

  #push(node: number, edge: number, bid: number): void {
    const first = this.#b.firstPlace[node]!;
    let at = this.#b.taken[node]!++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.#bid[first + up]! <= bid) break;
      this.#edge[first + at] = this.#edge[first + up]!;
      this.#bid[first + at] = this.#bid[first + up]!;
      at = up;
    }
    this.#edge[first + at] = edge;
    this.#bid[first + at] = bid;
  }

  #sink(first: number, size: number, from: number, edge: number, bid: number): void {
    let at = from;
    for (let down = 2 * at + 1; down < size; down = 2 * at + 1) {
      if (down + 1 < size && this.#bid[first + down + 1]! < this.#bid[first + down]!) down++;
      if (this.#bid[first + down]! >= bid) break;
      this.#edge[first + at] = this.#edge[first + down]!;
      this.#bid[first + at] = this.#bid[first + down]!;
      at = down;
    }
    this.#edge[first + at] = edge;
    this.#bid[first + at] = bid;
  }
}
