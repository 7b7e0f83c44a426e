import { PairList, type Candidates } from './candidates';
import { FoundPairs, type PairSource } from './pair-source';

const ADDED_PER_ROUND = 6;
// as many mentors are weighed one by one faster than a search finds its way
const FEW = 100;

export interface Priced {
  /** No assignment over all pairs can have a higher total. */
  bound: number;
  /** Pairs left out that would improve, the best few of each mentee. */
  added: PairList;
  /** By how much the best of them would. */
  worst: number;
}

/**
 * Prices the pairs that are no candidates, all of them: what every mentee would gain from the best mentor it does not
 * know of, at the prices given. From the second time on it looks only where something can have changed: a mentor whose
 * price did not fall is worth no more to a mentee than last time, when no left-out one was worth more than its candidates.
 */
export class LeftOut {
  readonly #source: PairSource;
  readonly #found: FoundPairs;
  readonly #floor: Float64Array;
  #price: Float64Array | null = null;

  constructor(source: PairSource) {
    let most = ADDED_PER_ROUND;
    for (const need of source.need) most = Math.max(most, need + 1);
    this.#source = source;
    this.#found = new FoundPairs(most);
    // what no left-out mentor was worth more than; -1 where that is not known
    this.#floor = new Float64Array(source.need.length).fill(-1);
  }

  price(candidates: Candidates, mentorPrice: Float64Array): Priced {
    const source = this.#source;
    const found = this.#found;
    const cheaper = this.#listCheaper(mentorPrice);
    source.setPrices(mentorPrice);
    const added = new PairList();
    let bound = earn(source, mentorPrice);
    let worst = 0;
    for (let mentee = 0; mentee < source.need.length; mentee++) {
      const need = source.need[mentee]!;
      if (need === 0) continue;
      const worths = candidates.listWorth(mentee, mentorPrice, need);
      const floor = worths[need - 1] ?? 0;
      const most = Math.max(need + 1, ADDED_PER_ROUND);
      const isKnown = cheaper !== null && this.#floor[mentee]! >= 0 && floor >= this.#floor[mentee]!;
      const count = isKnown
        ? this.#weighFew(mentee, cheaper, mentorPrice, floor, most)
        : source.findBest(mentee, floor, most, found);
      this.#floor[mentee] = count < most ? floor : -1;
      for (let at = 0; at < count; at++) {
        if (candidates.has(mentee, found.mentor[at]!)) continue;
        added.push(mentee, found.mentor[at]!, found.weight[at]!);
        worths.push(found.worth[at]!);
        worst = Math.max(worst, found.worth[at]! - floor);
      }
      if (worths.length > need) worths.sort((a, b) => b - a);
      for (let place = 0; place < Math.min(need, worths.length); place++) bound += worths[place]!;
    }
    this.#price = mentorPrice.slice();
    return { bound, added, worst };
  }

  /** Pairs left out that are worth exactly what their mentee asks, at the prices given last. */
  listTied(candidates: Candidates, menteePrice: Float64Array): PairList {
    const mentors = this.#source.capacity.length;
    const tied = new PairList();
    let found = this.#found;
    for (let mentee = 0; mentee < menteePrice.length; mentee++) {
      if (this.#source.need[mentee] === 0) continue;
      // whole numbers: more than one less is at least as much
      const search = (most: number) => this.#source.findBest(mentee, menteePrice[mentee]! - 1, most, found);
      let count = search(found.mentor.length);
      for (; count === found.mentor.length && count < mentors; count = search(found.mentor.length)) {
        found = new FoundPairs(Math.min(mentors, 4 * count));
      }
      const row: number[] = [];
      for (let at = 0; at < count; at++) if (!candidates.has(mentee, found.mentor[at]!)) row.push(at);
      for (const at of row) tied.push(mentee, found.mentor[at]!, found.weight[at]!);
    }
    return tied;
  }

  /** Mentors whose price fell since last time, if they are few. */
  #listCheaper(mentorPrice: Float64Array): number[] | null {
    if (!this.#price) return null;
    const cheaper: number[] = [];
    for (let mentor = 0; mentor < mentorPrice.length; mentor++) {
      if (mentorPrice[mentor]! >= this.#price[mentor]! || this.#source.capacity[mentor] === 0) continue;
      cheaper.push(mentor);
      if (cheaper.length > FEW) return null;
    }
    return cheaper;
  }

  #weighFew(mentee: number, mentors: number[], price: Float64Array, floor: number, most: number): number {
    this.#found.start(floor, most);
    for (const mentor of mentors) {
      const weight = this.#source.weigh(mentee, mentor);
      const worth = weight - price[mentor]!;
      if (weight >= 0 && worth > this.#found.floor) this.#found.offer(mentor, weight, worth);
    }
    return this.#found.count;
  }
}

/** What all places earn above their cost at these prices. */
function earn({ capacity, placeCost }: PairSource, mentorPrice: Float64Array): number {
  let sum = 0;
  for (let mentor = 0; mentor < capacity.length; mentor++) {
    const price = mentorPrice[mentor]!;
    if (!placeCost) sum += capacity[mentor]! * Math.max(0, price);
    // never falling: from the first place that costs more than the price, none earns
    else
      for (let k = 0; k < capacity[mentor]! && price > placeCost(mentor, k); k++) sum += price - placeCost(mentor, k);
  }
  return sum;
}
