import { layOutGraph, type FlowGraph } from './flow-graph';
import type { PairSource } from './pair-source';

/** The pairs the solver works on, as rows of mentors in ascending order; rows only grow. */
export class Candidates {
  readonly #source: PairSource;
  #first: Int32Array;
  #mentor: Int32Array;
  #weight: Float64Array;

  private constructor(source: PairSource, first: Int32Array, mentor: Int32Array, weight: Float64Array) {
    this.#source = source;
    this.#first = first;
    this.#mentor = mentor;
    this.#weight = weight;
  }

  /** Pairs in the order of their mentees, and those the source always wants in. */
  static start(source: PairSource, pairs: PairList): Candidates {
    const mentees = source.need.length;
    const candidates = new Candidates(source, new Int32Array(mentees + 1), new Int32Array(0), new Float64Array(0));
    candidates.add(pairs);
    const always = new PairList();
    for (let mentee = 0; mentee < mentees; mentee++) {
      // whoever needs nobody has no price, and any pair of its own would look worth choosing
      if (source.need[mentee] === 0) continue;
      for (const mentor of source.listAlways(mentee) ?? []) {
        const weight = source.weigh(mentee, mentor);
        if (weight >= 0 && !candidates.has(mentee, mentor)) always.push(mentee, mentor, weight);
      }
    }
    candidates.add(always);
    return candidates;
  }

  get size(): number {
    return this.#mentor.length;
  }

  /** Whether a pair is a candidate. */
  has(mentee: number, mentor: number): boolean {
    let low = this.#first[mentee]!;
    let high = this.#first[mentee + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#mentor[middle]! < mentor) low = middle + 1;
      else high = middle;
    }
    return low < this.#first[mentee + 1]! && this.#mentor[low] === mentor;
  }

  /** What the candidates of a mentee are worth at these prices: its `most` highest, best first, those above 0. */
  listWorth(mentee: number, mentorPrice: Float64Array, most: number): number[] {
    const best: number[] = [];
    for (let at = this.#first[mentee]!; at < this.#first[mentee + 1]!; at++) {
      const worth = this.#weight[at]! - mentorPrice[this.#mentor[at]!]!;
      if (worth <= (best.length === most ? best[most - 1]! : 0)) continue;
      let place = best.length;
      while (place > 0 && best[place - 1]! < worth) place--;
      best.splice(place, 0, worth);
      if (best.length > most) best.pop();
    }
    return best;
  }

  /** Adds pairs that are new, in the order of their mentees. */
  add(pairs: PairList): void {
    const mentees = this.#first.length - 1;
    const first = new Int32Array(mentees + 1);
    const mentor = new Int32Array(this.size + pairs.size);
    const weight = new Float64Array(this.size + pairs.size);
    let next = 0;
    let to = 0;
    for (let mentee = 0; mentee < mentees; mentee++) {
      const start = to;
      for (let at = this.#first[mentee]!; at < this.#first[mentee + 1]!; at++) {
        mentor[to] = this.#mentor[at]!;
        weight[to++] = this.#weight[at]!;
      }
      for (; next < pairs.size && pairs.mentee(next) === mentee; next++) {
        // rows are short: the new one slides down to its place
        let at = to++;
        for (; at > start && mentor[at - 1]! > pairs.mentor(next); at--) {
          mentor[at] = mentor[at - 1]!;
          weight[at] = weight[at - 1]!;
        }
        mentor[at] = pairs.mentor(next);
        weight[at] = pairs.weight(next);
      }
      first[mentee + 1] = to;
    }
    this.#first = first;
    this.#mentor = mentor;
    this.#weight = weight;
  }

  toGraph(): FlowGraph {
    const menteeOf = new Int32Array(this.size);
    for (let mentee = 0; mentee + 1 < this.#first.length; mentee++) {
      menteeOf.fill(mentee, this.#first[mentee], this.#first[mentee + 1]);
    }
    const { need, capacity, placeCost } = this.#source;
    return layOutGraph(need, capacity, { menteeOf, mentorOf: this.#mentor, weight: this.#weight }, placeCost);
  }
}

/** Pairs to be added, in growing typed arrays. */
export class PairList {
  size = 0;
  #ids = new Int32Array(1024);
  #weights = new Float64Array(512);

  push(mentee: number, mentor: number, weight: number): void {
    if (this.size === this.#weights.length) {
      const ids = new Int32Array(4 * this.size);
      const weights = new Float64Array(2 * this.size);
      ids.set(this.#ids);
      weights.set(this.#weights);
      this.#ids = ids;
      this.#weights = weights;
    }
    this.#ids[2 * this.size] = mentee;
    this.#ids[2 * this.size + 1] = mentor;
    this.#weights[this.size++] = weight;
  }

  /** The same pairs by mentee, then mentor, each once. */
  sortOnce(): PairList {
    let mentees = 0;
    for (let at = 0; at < this.size; at++) mentees = Math.max(mentees, this.mentee(at) + 1);
    const next = new Int32Array(mentees + 1);
    for (let at = 0; at < this.size; at++) next[this.mentee(at) + 1]!++;
    for (let mentee = 0; mentee < mentees; mentee++) next[mentee + 1]! += next[mentee]!;
    const order = new Int32Array(this.size);
    for (let at = 0; at < this.size; at++) order[next[this.mentee(at)]!++] = at;
    const sorted = new PairList();
    for (let start = 0, end = 0; start < this.size; start = end) {
      const mentee = this.mentee(order[start]!);
      while (end < this.size && this.mentee(order[end]!) === mentee) end++;
      const row = order.subarray(start, end).sort((a, b) => this.mentor(a) - this.mentor(b));
      row.forEach((at, place) => {
        const isNew = place === 0 || this.mentor(row[place - 1]!) !== this.mentor(at);
        if (isNew) sorted.push(mentee, this.mentor(at), this.weight(at));
      });
    }
    return sorted;
  }

  mentee(at: number): number {
    return this.#ids[2 * at]!;
  }
  mentor(at: number): number {
    return this.#ids[2 * at + 1]!;
  }
  weight(at: number): number {
    return this.#weights[at]!;
  }
}
