import type { FlowGraph, FlowSolution } from './flow-graph';
import { MinHeap } from './min-heap';

const NONE = -1;

/**
 * Chooses edges of the highest total weight, each at most once, within `need` and `capacity`: a maximum-weight
 * b-matching. Exact for whole-number weights within ±2^50; edges of negative weight are never chosen.
 *
 * Mentees are added one place at a time. For each, Dijkstra's algorithm on reduced costs finds the cheapest chain of
 * re-assignments that ends at a mentor with room or at a mentee who gives up a place. The prices it moves are at every
 * stage optimal duals of the problem so far, hence between 0 and the largest weight.
 *
 * Sources: Jonker & Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38 (1987); prices as in Edmonds & Karp, J. ACM 19 (1972). Worst case O(places × edges × log nodes).
 *
 * @example
 * // two mentees want mentor 0, who has one place; mentee 0 loses least by going to mentor 1
 * const graph = layOutGraph(Int32Array.of(1, 1), Int32Array.of(1, 1),
 *   { menteeOf: Int32Array.of(0, 0, 1), mentorOf: Int32Array.of(0, 1, 0), weight: Float64Array.of(5, 4, 3) });
 * assignByPaths(graph).chosen; // [0, 1, 1]
 */
export function assignByPaths(graph: FlowGraph): FlowSolution {
  return new PathSolver(graph).solve();
}

/** The working arrays of one solve. Nodes of the search: mentors 0..n-1, then mentees n..n+m-1. */
class PathSolver {
  readonly #graph: FlowGraph;
  readonly #mentors: number;
  readonly #chosen: Uint8Array;
  readonly #menteePrice: Float64Array;
  readonly #mentorPrice: Float64Array;
  /** Chosen edges of mentor j at `firstPlace[j] .. firstPlace[j] + taken[j] - 1` of `places`. */
  readonly #firstPlace: Int32Array;
  readonly #taken: Int32Array;
  readonly #room: Int32Array;
  readonly #places: Int32Array;
  readonly #placeOf: Int32Array;
  /** Search state, valid where `seen` holds the number of the current search. */
  readonly #seen: Int32Array;
  readonly #settled: Int32Array;
  readonly #distance: Float64Array;
  readonly #via: Int32Array;
  readonly #heap = new MinHeap();
  readonly #ready: number[] = [];
  readonly #tree: number[] = [];
  #search = 0;
  /** Cheapest end found: a mentor with room (node < n), or a mentee giving up a place. */
  #best = 0;
  #end = NONE;

  constructor(graph: FlowGraph) {
    const mentors = graph.capacity.length;
    const nodes = mentors + graph.need.length;
    const edges = graph.weight.length;
    this.#graph = graph;
    this.#mentors = mentors;
    this.#chosen = new Uint8Array(edges);
    this.#menteePrice = new Float64Array(graph.need.length);
    this.#mentorPrice = new Float64Array(mentors);
    const degree = new Int32Array(mentors);
    for (const mentor of graph.mentorOf) degree[mentor]!++;
    this.#room = degree.map((edgesOfMentor, mentor) => Math.min(edgesOfMentor, graph.capacity[mentor]!));
    this.#firstPlace = new Int32Array(mentors);
    let places = 0;
    for (let mentor = 0; mentor < mentors; mentor++) {
      this.#firstPlace[mentor] = places;
      places += this.#room[mentor]!;
    }
    this.#taken = new Int32Array(mentors);
    this.#places = new Int32Array(places);
    this.#placeOf = new Int32Array(edges);
    this.#seen = new Int32Array(nodes);
    this.#settled = new Int32Array(nodes);
    this.#distance = new Float64Array(nodes);
    this.#via = new Int32Array(nodes);
  }

  solve(): FlowSolution {
    const { need } = this.#graph;
    this.#closeMentorsWithoutPlaces();
    for (let mentee = 0; mentee < need.length; mentee++) {
      this.#menteePrice[mentee] = this.#findBestOffer(mentee);
      // a price of 0 means that a further place gains nothing, and it stays at 0
      for (let place = 0; place < need[mentee]! && this.#menteePrice[mentee]! > 0; place++) this.#addPlace(mentee);
    }
    return { chosen: this.#chosen, menteePrice: this.#menteePrice, mentorPrice: this.#mentorPrice };
  }

  /** A mentor with capacity 0 is priced out of every search; its price costs the bound nothing. */
  #closeMentorsWithoutPlaces(): void {
    const { mentorOf, weight } = this.#graph;
    for (let edge = 0; edge < weight.length; edge++) {
      const mentor = mentorOf[edge]!;
      if (this.#room[mentor] === 0) this.#mentorPrice[mentor] = Math.max(this.#mentorPrice[mentor]!, weight[edge]!);
    }
  }

  #findBestOffer(mentee: number): number {
    const { firstEdge, mentorOf, weight } = this.#graph;
    let best = 0;
    for (let edge = firstEdge[mentee]!; edge < firstEdge[mentee + 1]!; edge++) {
      best = Math.max(best, weight[edge]! - this.#mentorPrice[mentorOf[edge]!]!);
    }
    return best;
  }

  /** Finds the cheapest chain for one more place of a mentee, moves the prices and re-assigns along the chain. */
  #addPlace(mentee: number): void {
    const source = this.#mentors + mentee;
    this.#search++;
    this.#heap.clear();
    this.#ready.length = 0;
    this.#tree.length = 0;
    this.#best = this.#menteePrice[mentee]!;
    this.#end = source;
    this.#via[source] = NONE;
    this.#distance[source] = 0;
    this.#seen[source] = this.#search;
    this.#settle(source);
    this.#explore();
    this.#movePrices();
    this.#reassign(source);
  }

  #explore(): void {
    for (;;) {
      for (let node = this.#ready.pop(); node !== undefined; node = this.#ready.pop()) {
        if (node < this.#mentors) this.#scanMentor(node);
        else this.#scanMentee(node);
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

  #scanMentee(node: number): void {
    const { firstEdge, mentorOf, weight } = this.#graph;
    const mentee = node - this.#mentors;
    const from = this.#distance[node]!;
    const base = from + this.#menteePrice[mentee]!;
    if (base < this.#best) {
      this.#best = base;
      this.#end = node;
    }
    for (let edge = firstEdge[mentee]!; edge < firstEdge[mentee + 1]!; edge++) {
      const mentor = mentorOf[edge]!;
      const distance = base + this.#mentorPrice[mentor]! - weight[edge]!;
      if (distance >= this.#best || this.#chosen[edge] === 1 || this.#settled[mentor] === this.#search) continue;
      if (this.#taken[mentor]! < this.#room[mentor]!) {
        this.#best = distance;
        this.#end = mentor;
        this.#via[mentor] = edge;
        if (distance === from) return;
      } else {
        this.#reach(mentor, distance, edge, from);
      }
    }
  }

  #scanMentor(mentor: number): void {
    const { menteeOf, weight } = this.#graph;
    const from = this.#distance[mentor]!;
    const first = this.#firstPlace[mentor]!;
    for (let place = first; place < first + this.#taken[mentor]!; place++) {
      const edge = this.#places[place]!;
      const mentee = menteeOf[edge]!;
      const node = this.#mentors + mentee;
      if (this.#settled[node] === this.#search) continue;
      const distance = from + weight[edge]! - this.#menteePrice[mentee]! - this.#mentorPrice[mentor]!;
      if (distance < this.#best) this.#reach(node, distance, edge, from);
    }
  }

  /** Keeps every reduced cost on the right side of 0 and makes those along the chain 0. */
  #movePrices(): void {
    for (const node of this.#tree) {
      const slack = this.#best - this.#distance[node]!;
      if (slack <= 0) continue;
      if (node < this.#mentors) this.#mentorPrice[node]! += slack;
      else this.#menteePrice[node - this.#mentors]! -= slack;
    }
  }

  /** Walks the chain back from its end: each mentee takes the place before it and leaves the one after. */
  #reassign(source: number): void {
    const { menteeOf, mentorOf } = this.#graph;
    let node = this.#end;
    if (node < this.#mentors) {
      const edge = this.#via[node]!;
      this.#take(edge, this.#firstPlace[node]! + this.#taken[node]!++);
      node = this.#mentors + menteeOf[edge]!;
    }
    while (node !== source) {
      const left = this.#via[node]!;
      this.#chosen[left] = 0;
      const taken = this.#via[mentorOf[left]!]!;
      this.#take(taken, this.#placeOf[left]!);
      node = this.#mentors + menteeOf[taken]!;
    }
  }

  #take(edge: number, place: number): void {
    this.#chosen[edge] = 1;
    this.#places[place] = edge;
    this.#placeOf[edge] = place;
  }
}
