import { MinHeap } from './min-heap';
import { countPlaces, lacksPartner, type Side } from './side';

const NONE = -1;

/**
 * Fills every place of side `a` that is empty above its worth, each along a cheapest chain of re-assignments found by
 * Dijkstra's algorithm on reduced costs; the chain ends where a place of `b` is empty or a place of `a` is better left.
 *
 * On entry and on return the prices are optimal for what is chosen: price + price is at least the weight of every edge
 * not chosen and at most that of every chosen one, and no taken place is priced below what leaving it is worth. Run it
 * once for either side and nothing is left empty above its worth: the assignment is then optimal, the prices prove it.
 * Exact for whole numbers below 2^52. Returns the number of chains.
 *
 * Sources: Jonker & Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38 (1987); prices as in Edmonds & Karp, J. ACM 19 (1972); convex costs of places as parallel arcs, Ahuja,
 * Magnanti & Orlin, Network Flows (1993), chapter 14. Worst case O(places × edges × log nodes).
 *
 * @example
 * augmentByPaths(mentees, mentors, weight, chosen); // then
 * augmentByPaths(mentors, mentees, weight, chosen);
 */
export function augmentByPaths(a: Side, b: Side, weight: Float64Array, chosen: Uint8Array): number {
  return new PathSearch(a, b, weight, chosen).run();
}

/** The working arrays of one run. Nodes of the search: side b 0..n-1, then side a n..n+m-1. */
class PathSearch {
  readonly #a: Side;
  readonly #b: Side;
  readonly #weight: Float64Array;
  readonly #chosen: Uint8Array;
  /** Chosen edges of b's node at `b.firstPlace[node] ..`, and where each edge stands there. */
  readonly #held: Int32Array;
  readonly #heldAt: Int32Array;
  /** Search state, valid where `seen` holds the number of the current search. */
  readonly #seen: Int32Array;
  readonly #settled: Int32Array;
  readonly #distance: Float64Array;
  readonly #via: Int32Array;
  readonly #heap = new MinHeap();
  readonly #ready: number[] = [];
  readonly #tree: number[] = [];
  #search = 0;
  /** Cheapest end found, and its node. */
  #best = 0;
  #end = NONE;

  constructor(a: Side, b: Side, weight: Float64Array, chosen: Uint8Array) {
    this.#a = a;
    this.#b = b;
    this.#weight = weight;
    this.#chosen = chosen;
    this.#held = new Int32Array(b.outside.length);
    this.#heldAt = new Int32Array(weight.length);
    const next = b.firstPlace.slice();
    for (let edge = 0; edge < weight.length; edge++) {
      if (chosen[edge] === 1) this.#hold(edge, next[b.nodeOf[edge]!]!++);
    }
    const nodes = a.count + b.count;
    this.#seen = new Int32Array(nodes);
    this.#settled = new Int32Array(nodes);
    this.#distance = new Float64Array(nodes);
    this.#via = new Int32Array(nodes);
  }

  run(): number {
    for (let node = 0; node < this.#a.count; node++) while (lacksPartner(this.#a, node)) this.#fillPlace(node);
    return this.#search;
  }

  /** Finds the cheapest chain for one more place, moves the prices and re-assigns along the chain. */
  #fillPlace(node: number): void {
    const a = this.#a;
    const source = this.#b.count + node;
    this.#search++;
    this.#heap.clear();
    this.#ready.length = 0;
    this.#tree.length = 0;
    // leaving the place empty after all
    this.#best = a.price[node]! - a.outside[a.firstPlace[node]! + a.taken[node]!]!;
    this.#end = source;
    this.#via[source] = NONE;
    this.#distance[source] = 0;
    this.#seen[source] = this.#search;
    this.#settle(source);
    this.#explore(source);
    this.#movePrices();
    this.#reassign(source);
  }

  #explore(source: number): void {
    const others = this.#b.count;
    for (;;) {
      for (let node = this.#ready.pop(); node !== undefined; node = this.#ready.pop()) {
        if (node < others) this.#scanPartner(node);
        else this.#scanSearcher(node, node === source);
        // nothing can end below the distance reached
        if (this.#best <= this.#distance[node]!) return;
      }
      do {
        if (this.#heap.size === 0) return;
        const node = this.#heap.pop();
        if (this.#heap.key >= this.#best) return;
        if (this.#settled[node] !== this.#search) this.#settle(node);
      } while (this.#ready.length === 0);
    }
  }

  #settle(node: number): void {
    this.#settled[node] = this.#search;
    this.#tree.push(node);
    this.#ready.push(node);
  }

  #reach(node: number, distance: number, edge: number, from: number): void {
    if (this.#seen[node] === this.#search && this.#distance[node]! <= distance) return;
    this.#seen[node] = this.#search;
    this.#distance[node] = distance;
    this.#via[node] = edge;
    // at the distance of the node it comes from it can not be reached more cheaply, so it need not wait in the heap
    if (distance === from) this.#settle(node);
    else this.#heap.push(distance, node);
  }

  #endAt(node: number, distance: number): void {
    if (distance >= this.#best) return;
    this.#best = distance;
    this.#end = node;
  }

  #scanSearcher(searchNode: number, isSource: boolean): void {
    const { first, edges, price, outside, firstPlace, taken } = this.#a;
    const node = searchNode - this.#b.count;
    const from = this.#distance[searchNode]!;
    const base = from + price[node]!;
    if (!isSource) this.#endAt(searchNode, base - outside[firstPlace[node]! + taken[node]! - 1]!);
    const prices = this.#b.price;
    const partnerOf = this.#b.nodeOf;
    for (let at = first[node]!; at < first[node + 1]!; at++) {
      const edge = edges[at]!;
      const partner = partnerOf[edge]!;
      const distance = base + prices[partner]! - this.#weight[edge]!;
      if (distance >= this.#best || this.#chosen[edge] === 1 || this.#settled[partner] === this.#search) continue;
      this.#reach(partner, distance, edge, from);
      this.#tryEmptyPlace(partner, distance);
      if (this.#best <= from) return;
    }
  }

  #tryEmptyPlace(partner: number, distance: number): void {
    const b = this.#b;
    const taken = b.taken[partner]!;
    if (taken >= countPlaces(b, partner)) return;
    // an empty place priced above its worth waits for a partner: to fill it costs nothing
    this.#endAt(partner, distance + Math.max(0, b.outside[b.firstPlace[partner]! + taken]! - b.price[partner]!));
  }

  #scanPartner(partner: number): void {
    const b = this.#b;
    const a = this.#a;
    const from = this.#distance[partner]!;
    const first = b.firstPlace[partner]!;
    const last = first + b.taken[partner]!;
    for (let place = first; place < last; place++) {
      const edge = this.#held[place]!;
      const node = a.nodeOf[edge]!;
      const searchNode = b.count + node;
      if (this.#settled[searchNode] === this.#search) continue;
      const distance = from + this.#weight[edge]! - a.price[node]! - b.price[partner]!;
      if (distance < this.#best) this.#reach(searchNode, distance, edge, from);
    }
  }

  /** Keeps every reduced cost on the right side of 0 and makes those along the chain 0. */
  #movePrices(): void {
    for (const node of this.#tree) {
      const slack = this.#best - this.#distance[node]!;
      if (slack <= 0) continue;
      if (node < this.#b.count) this.#b.price[node]! += slack;
      else this.#a.price[node - this.#b.count]! -= slack;
    }
  }

  /** Walks the chain back from its end: each node takes the place before it and leaves the one after. */
  #reassign(source: number): void {
    const a = this.#a;
    const b = this.#b;
    let node = this.#end;
    // leaving its place empty
    if (node === source) return;
    if (node < b.count) {
      const edge = this.#via[node]!;
      this.#hold(edge, b.firstPlace[node]! + b.taken[node]!++);
      node = b.count + a.nodeOf[edge]!;
    } else {
      a.taken[node - b.count]!--;
    }
    while (node !== source) {
      const left = this.#via[node]!;
      this.#chosen[left] = 0;
      const taken = this.#via[b.nodeOf[left]!]!;
      this.#hold(taken, this.#heldAt[left]!);
      node = b.count + a.nodeOf[taken]!;
    }
    a.taken[source - b.count]!++;
  }

  #hold(edge: number, place: number): void {
    this.#chosen[edge] = 1;
    this.#held[place] = edge;
    this.#heldAt[edge] = place;
  }
}
