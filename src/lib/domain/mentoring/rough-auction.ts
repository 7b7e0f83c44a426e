import { PairList } from './candidates';
import { FoundPairs, type PairSource } from './pair-source';
import type { ShouldStop } from './hold-auction';

// the prices are a start only: a mentor with more places is dealt with as if it had this many
const MOST_PLACES = 256;
const MENTEES_BETWEEN_POLLS = 256;
// a source may keep the lowest prices of whole branches, which go stale as prices rise
const LOOKS_BETWEEN_PRICES = 256;

/**
 * One coarse auction over all pairs of a source: prices of mentors right to within about `epsilon`, and the pairs that
 * bidders had in view on the way, `width` at a time, by mentee. It keeps candidates from being the same few mentors that
 * everybody likes best while they are free.
 *
 * A bidder bids from the list it found last as long as no pair outside it can be better: prices only rise.
 *
 * Source: Bertsekas, "The auction algorithm", Annals of Operations Research 14 (1988); lists as in its section on sparse
 * problems with partial pricing.
 *
 * @example
 * const { mentorPrice, pairs } = auctionRoughly(source, 25_000, 12);
 */
export function auctionRoughly(
  source: PairSource,
  epsilon: number,
  width: number,
  shouldStop?: ShouldStop
): { mentorPrice: Float64Array; pairs: PairList } {
  const mentees = source.need.length;
  const mentors = source.capacity.length;
  const price = new Float64Array(mentors);
  const places = new Places(source, price);
  const lists = new Lists(source, price, width);
  const left = source.need.slice();
  const waiting: number[] = [];
  for (let mentee = mentees - 1; mentee >= 0; mentee--) if (left[mentee]! > 0) waiting.push(mentee);
  let polls = MENTEES_BETWEEN_POLLS;
  for (let mentee = waiting.pop(); mentee !== undefined; mentee = waiting.pop()) {
    while (left[mentee]! > 0) {
      const bid = lists.findBid(mentee, places);
      if (bid.mentor < 0) break;
      left[mentee]!--;
      const outbid = places.take(bid.mentor, mentee, price[bid.mentor]! + bid.best - bid.second + epsilon);
      if (outbid < 0) continue;
      left[outbid]!++;
      waiting.push(outbid);
    }
    if (shouldStop && --polls === 0) {
      polls = MENTEES_BETWEEN_POLLS;
      if (shouldStop()) break;
    }
  }
  return { mentorPrice: price, pairs: lists.listPairs() };
}

interface Bid {
  mentor: number;
  best: number;
  second: number;
}

/** What each mentee saw when it looked last. */
class Lists {
  readonly #source: PairSource;
  readonly #price: Float64Array;
  readonly #width: number;
  readonly #count: Int32Array;
  /** Nothing outside the list is worth more. */
  readonly #floor: Float64Array;
  readonly #mentor: Int32Array;
  readonly #weight: Float64Array;
  readonly #found: FoundPairs;
  readonly #seen: PairList = new PairList();
  #looks = 0;
  readonly #bid: Bid = { mentor: -1, best: 0, second: 0 };

  constructor(source: PairSource, price: Float64Array, width: number) {
    const mentees = source.need.length;
    this.#source = source;
    this.#price = price;
    this.#width = width;
    this.#count = new Int32Array(mentees);
    this.#floor = new Float64Array(mentees).fill(Infinity);
    this.#mentor = new Int32Array(mentees * width);
    this.#weight = new Float64Array(mentees * width);
    this.#found = new FoundPairs(width);
    source.setPrices(price);
  }

  findBid(mentee: number, places: Places): Bid {
    if (!this.#bidFromList(mentee, places)) {
      this.#look(mentee);
      this.#bidFromList(mentee, places);
    }
    return this.#bid;
  }

  /** False when a pair outside the list might be better. */
  #bidFromList(mentee: number, places: Places): boolean {
    const bid = this.#bid;
    bid.mentor = -1;
    bid.best = 0;
    bid.second = 0;
    const first = mentee * this.#width;
    for (let at = first; at < first + this.#count[mentee]!; at++) {
      const mentor = this.#mentor[at]!;
      const worth = this.#weight[at]! - this.#price[mentor]!;
      if (worth <= bid.second || places.isHeld(mentor, mentee)) continue;
      if (worth > bid.best) {
        bid.second = bid.best;
        bid.best = worth;
        bid.mentor = mentor;
      } else bid.second = worth;
    }
    return bid.second >= this.#floor[mentee]!;
  }

  #look(mentee: number): void {
    if (++this.#looks % LOOKS_BETWEEN_PRICES === 0) this.#source.setPrices(this.#price);
    const found = this.#found;
    const count = this.#source.findBest(mentee, 0, this.#width, found);
    const first = mentee * this.#width;
    for (let at = 0; at < count; at++) {
      this.#mentor[first + at] = found.mentor[at]!;
      this.#weight[first + at] = found.weight[at]!;
      this.#seen.push(mentee, found.mentor[at]!, found.weight[at]!);
    }
    this.#count[mentee] = count;
    this.#floor[mentee] = count < this.#width ? 0 : found.worth[count - 1]!;
  }

  listPairs(): PairList {
    return this.#seen.sortOnce();
  }
}

/** Who holds which place at what bid. */
class Places {
  readonly #first: Int32Array;
  readonly #holder: Int32Array;
  readonly #bid: Float64Array;
  readonly #taken: Int32Array;
  readonly #price: Float64Array;
  readonly #cost: (mentor: number, place: number) => number;

  constructor({ capacity, placeCost }: PairSource, price: Float64Array) {
    const mentors = capacity.length;
    this.#first = new Int32Array(mentors + 1);
    for (let mentor = 0; mentor < mentors; mentor++) {
      this.#first[mentor + 1] = this.#first[mentor]! + Math.min(capacity[mentor]!, MOST_PLACES);
    }
    this.#holder = new Int32Array(this.#first[mentors]!);
    this.#bid = new Float64Array(this.#first[mentors]!);
    this.#taken = new Int32Array(mentors);
    this.#price = price;
    this.#cost = placeCost ?? (() => 0);
    for (let mentor = 0; mentor < mentors; mentor++) this.#setPrice(mentor);
  }

  isHeld(mentor: number, mentee: number): boolean {
    const first = this.#first[mentor]!;
    for (let at = first; at < first + this.#taken[mentor]!; at++) if (this.#holder[at] === mentee) return true;
    return false;
  }

  /** Accepts a bid; the mentee outbid by it, or -1. */
  take(mentor: number, mentee: number, bid: number): number {
    const first = this.#first[mentor]!;
    const taken = this.#taken[mentor]!;
    const lowest = this.#findLowest(mentor);
    const isFull = first + taken === this.#first[mentor + 1]!;
    const replaces = isFull || (lowest >= 0 && this.#bid[lowest]! < this.#cost(mentor, taken));
    const place = replaces ? lowest : first + taken;
    const outbid = replaces ? this.#holder[place]! : -1;
    if (!replaces) this.#taken[mentor]!++;
    this.#holder[place] = mentee;
    this.#bid[place] = bid;
    this.#setPrice(mentor);
    return outbid;
  }

  #findLowest(mentor: number): number {
    const first = this.#first[mentor]!;
    let lowest = -1;
    for (let at = first; at < first + this.#taken[mentor]!; at++) {
      if (lowest < 0 || this.#bid[at]! < this.#bid[lowest]!) lowest = at;
    }
    return lowest;
  }

  #setPrice(mentor: number): void {
    const lowest = this.#findLowest(mentor);
    const held = lowest < 0 ? Infinity : this.#bid[lowest]!;
    const taken = this.#taken[mentor]!;
    const isFull = this.#first[mentor]! + taken === this.#first[mentor + 1]!;
    this.#price[mentor] = isFull ? held : Math.min(held, this.#cost(mentor, taken));
  }
}
