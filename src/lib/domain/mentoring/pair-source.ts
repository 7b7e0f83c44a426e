/**
 * All pairs that may be formed, without a list of them: the solver asks for those that would improve what it has.
 * Weights are whole numbers of 0 or more.
 */
export interface PairSource {
  need: Int32Array;
  capacity: Int32Array;
  placeCost?: (mentor: number, place: number) => number;
  /** The largest weight of any pair, or more. */
  largest: number;
  /** How fine the rough start is, as a share of `largest`: finer where a look costs little. */
  rough: number;
  /** Sets the prices that `findBest` reckons with. They may rise afterwards without being set anew. */
  setPrices(mentorPrice: Float64Array): void;
  /**
   * Fills `found` with at most `most` mentors worth more than `floor` to a mentee (weight less price), the best first,
   * at equal worth the first in number; returns how many.
   */
  findBest(mentee: number, floor: number, most: number, found: FoundPairs): number;
  /** Pairs to be candidates from the start, whatever they are worth; the mentors of a mentee. */
  listAlways(mentee: number): Int32Array | null;
  /** Weight of one pair, or -1 where it may not be formed. */
  weigh(mentee: number, mentor: number): number;
}

/** The best few of a search, kept sorted. */
export class FoundPairs {
  readonly mentor: Int32Array;
  readonly weight: Float64Array;
  readonly worth: Float64Array;
  count = 0;
  #most = 0;
  /** What a pair must be worth more than to get in. */
  floor = 0;

  constructor(capacity: number) {
    this.mentor = new Int32Array(capacity);
    this.weight = new Float64Array(capacity);
    this.worth = new Float64Array(capacity);
  }

  start(floor: number, most: number): void {
    this.count = 0;
    this.floor = floor;
    this.#most = Math.min(most, this.mentor.length);
  }

  /** Takes in a pair, given that it is worth at least `floor` and not in yet; at equal worth the smaller number goes first. */
  offer(mentor: number, weight: number, worth: number): void {
    let at = this.count;
    if (at === this.#most) {
      if (worth < this.worth[at - 1]! || (worth === this.worth[at - 1]! && mentor > this.mentor[at - 1]!)) return;
      at--;
    } else {
      if (worth <= this.floor) return;
      this.count++;
    }
    while (
      at > 0 &&
      (worth > this.worth[at - 1]! || (worth === this.worth[at - 1]! && mentor < this.mentor[at - 1]!))
    ) {
      this.mentor[at] = this.mentor[at - 1]!;
      this.weight[at] = this.weight[at - 1]!;
      this.worth[at] = this.worth[at - 1]!;
      at--;
    }
    this.mentor[at] = mentor;
    this.weight[at] = weight;
    this.worth[at] = worth;
    // below the last of a full list nothing gets in
    if (this.count === this.#most) this.floor = this.worth[this.count - 1]!;
  }
}
