import { valueDistance } from './score-values';

/** Facts of mentors in columns; NaN or -1 where not known. */
export interface MentorColumns {
  count: number;
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
  logPopulation: Float64Array;
  /** Bits of its group and main group; all bits where not known. */
  groupBits: Int32Array;
  mainGroupBits: Int32Array;
}

const LEAF = 8;
const AXES = 4;

/** What each fact counts in the score: a branch is split where that tells its mentors apart most. */
export interface SplitWeights {
  distance: number;
  population: number;
  group: number;
  climb: number;
}

/**
 * A spatial index of the mentors at one level of one dimension: a k-d tree over place and population. Every node knows the
 * box its mentors lie in, their groups, what they climbed and their lowest price, hence the most any of them can be worth.
 *
 * Source: Bentley, "Multidimensional binary search trees used for associative searching", Communications of the ACM 18
 * (1975).
 */
export class MentorTree {
  /** Mentors, those of a node side by side. */
  readonly members: Int32Array;
  /** Members of node k: `start[k] .. end[k] - 1`; a leaf has `right` 0, else its children are k + 1 and `right[k]`. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly right: Int32Array;
  /** Lowest and highest of x, y, z and log population: eight numbers per node; infinite where one is not known. */
  readonly box: Float64Array;
  readonly groupBits: Int32Array;
  readonly mainGroupBits: Int32Array;
  readonly climbBits: Int32Array;
  readonly lowestPrice: Float64Array;
  #nodes = 0;

  constructor(columns: MentorColumns, members: readonly number[], climbed: Uint8Array, weights: SplitWeights) {
    const most = Math.max(1, 4 * Math.ceil(members.length / LEAF));
    this.members = Int32Array.from(members);
    this.start = new Int32Array(most);
    this.end = new Int32Array(most);
    this.right = new Int32Array(most);
    this.box = new Float64Array(2 * AXES * most);
    this.groupBits = new Int32Array(most);
    this.mainGroupBits = new Int32Array(most);
    this.climbBits = new Int32Array(most);
    this.lowestPrice = new Float64Array(most);
    if (members.length > 0) this.#build(columns, climbed, weights, 0, members.length);
  }

  get nodes(): number {
    return this.#nodes;
  }

  /** Takes over new prices, from the leaves up. */
  setPrices(price: Float64Array): void {
    for (let node = this.#nodes - 1; node >= 0; node--) {
      let lowest = Infinity;
      if (this.right[node] === 0) {
        for (let at = this.start[node]!; at < this.end[node]!; at++) {
          lowest = Math.min(lowest, price[this.members[at]!]!);
        }
      } else lowest = Math.min(this.lowestPrice[node + 1]!, this.lowestPrice[this.right[node]!]!);
      this.lowestPrice[node] = lowest;
    }
  }

  #build(columns: MentorColumns, climbed: Uint8Array, weights: SplitWeights, start: number, end: number): number {
    const node = this.#nodes++;
    this.start[node] = start;
    this.end[node] = end;
    const axes = [columns.x, columns.y, columns.z, columns.logPopulation];
    let splitBy: ((mentor: number) => number) | null = null;
    let most = 0;
    const offer = (counts: number, by: (mentor: number) => number) => {
      if (counts <= most) return;
      most = counts;
      splitBy = by;
    };
    axes.forEach((values, axis) => {
      let low = Infinity;
      let high = -Infinity;
      let unknown = false;
      for (let at = start; at < end; at++) {
        const value = values[this.members[at]!]!;
        if (Number.isNaN(value)) unknown = true;
        else {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      const counts = axis === 3 ? weights.population * (high - low) : weights.distance * findSpread(high - low);
      offer(counts, (mentor) => values[mentor]!);
      this.box[2 * AXES * node + 2 * axis] = unknown ? -Infinity : low;
      this.box[2 * AXES * node + 2 * axis + 1] = unknown ? Infinity : high;
    });
    for (let at = start; at < end; at++) {
      const mentor = this.members[at]!;
      this.groupBits[node]! |= columns.groupBits[mentor]!;
      this.mainGroupBits[node]! |= columns.mainGroupBits[mentor]!;
      this.climbBits[node]! |= climbed[mentor]!;
    }
    const first = this.members[start]!;
    const differs = (bits: ArrayLike<number>) => {
      for (let at = start + 1; at < end; at++) if (bits[this.members[at]!] !== bits[first]) return true;
      return false;
    };
    if (differs(columns.groupBits)) offer(weights.group, (mentor) => columns.groupBits[mentor]!);
    if (differs(climbed)) offer(weights.climb, (mentor) => climbed[mentor]!);
    if (end - start <= LEAF || !splitBy) return node;
    const along: (mentor: number) => number = splitBy;
    // those not known go last, and numbers decide between equals, so the tree depends on the mentors alone
    const order = (value: number) => (Number.isNaN(value) ? Infinity : value);
    this.members.subarray(start, end).sort((a, b) => {
      const [one, other] = [order(along(a)), order(along(b))];
      return one < other ? -1 : one > other ? 1 : a - b;
    });
    const middle = (start + end) >> 1;
    this.#build(columns, climbed, weights, start, middle);
    this.right[node] = this.#build(columns, climbed, weights, middle, end);
    return node;
  }
}

/** How far the distance factor may differ within a box of this width (a chord): nearly 1 beyond a few hundred km. */
function findSpread(width: number): number {
  return width > 0 ? 1 - valueDistance(width / 2, 'near') : 0;
}
