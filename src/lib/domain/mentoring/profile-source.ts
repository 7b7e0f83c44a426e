import type { RuleOptions } from './hard-rules';
import { MentorTree } from './mentor-trees';
import type { FoundPairs, PairSource } from './pair-source';
import { PairScorer, STEPS } from './pair-scorer';
import type { MenteeProfile, MentorProfile } from './profile';
import { bitOf, CLIMB_UNKNOWN } from './profile-columns';
import { valueDistance, valueGap, valuePopulation } from './score-values';
import type { WantedDimension } from './wanted-columns';
import type { Weights } from './weights';

const HIGHEST_LEVEL = 5;

/**
 * All pairs that the hard rules allow between two lists of profiles, weighed in millionths, without listing them. Mentors
 * stand in a tree for every dimension and level; a search goes down only where the best imaginable mentor of a branch
 * (next door, of equal size, at the branch's lowest price) would still be worth more than what is found already.
 * `load` is what each further mentee at once costs (see `DEFAULT_LOAD`), in units of the score.
 *
 * @example
 * const source = fromProfiles(mentees, mentors, { ...DEFAULT_RULES, weights: DEFAULT_WEIGHTS, load: 0 });
 * source.weigh(0, 3); // 912345, or -1
 */
export function fromProfiles(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  options: RuleOptions & { weights: Weights; load: number }
): PairSource {
  const load = Math.round(options.load * STEPS);
  const running = Int32Array.from(mentors, (mentor) => mentor.running ?? 0);
  const search = new ProfileSearch(new PairScorer(mentees, mentors, options));
  return {
    need: Int32Array.from(mentees, (mentee) => mentee.need ?? 1),
    capacity: Int32Array.from(mentors, (mentor) => mentor.capacity),
    ...(load > 0 && { placeCost: (mentor: number, place: number) => load * (place + running[mentor]!) }),
    largest: STEPS,
    // a finer start costs far more than the rounds it saves
    rough: 1 / 4,
    setPrices: (price) => search.setPrices(price),
    findBest: (mentee, floor, most, found) => search.findBest(mentee, floor, most, found),
    listAlways: (mentee) => search.listAlways(mentee),
    weigh(mentee, mentor) {
      search.scorer.setMentee(mentee);
      return search.scorer.weigh(mentor, 0);
    }
  };
}

/** One search at a time over the trees of one list of mentors. */
class ProfileSearch {
  readonly scorer: PairScorer;
  /** By dimension, then level. */
  readonly #trees: (MentorTree | null)[][];
  /** Mentors who prefer a mentee: they are looked at first, whatever the trees say. */
  readonly #preferredBy: (number[] | null)[];
  readonly #visited: Int32Array;
  #price: Float64Array;
  #visit = 0;
  #climbBit = 0;
  #groupBit = 0;
  #mainGroupBit = 0;
  #tree: MentorTree | null = null;
  #found: FoundPairs | null = null;
  /** What all mentors of the tree have in common: sum and weights of its factors. */
  #sum = 0;
  #weights = 0;

  constructor(scorer: PairScorer) {
    this.scorer = scorer;
    const mentors = scorer.mentors.count;
    const split = {
      distance: scorer.distanceWeight,
      population: scorer.populationWeight,
      group: scorer.groupWeight,
      climb: scorer.climbWeight
    };
    this.#trees = scorer.teaches.map((levels, dimension) =>
      Array.from({ length: HIGHEST_LEVEL + 1 }, (_, level) => {
        const members: number[] = [];
        for (let mentor = 0; mentor < mentors; mentor++) {
          if (levels[mentor] === level && scorer.mentorProfiles[mentor]!.capacity > 0) members.push(mentor);
        }
        return members.length ? new MentorTree(scorer.mentors, members, scorer.climbs[dimension]!, split) : null;
      })
    );
    this.#preferredBy = scorer.wishes.map(() => null);
    scorer.prefers.forEach((mentees, mentor) => {
      for (const mentee of mentees ?? []) if (mentee >= 0) (this.#preferredBy[mentee] ??= []).push(mentor);
    });
    this.#visited = new Int32Array(mentors);
    this.#price = new Float64Array(mentors);
  }

  setPrices(price: Float64Array): void {
    this.#price = price;
    for (const levels of this.#trees) for (const tree of levels) tree?.setPrices(price);
  }

  listAlways(mentee: number): Int32Array | null {
    const wished = [...(this.scorer.wishes[mentee] ?? []), ...(this.#preferredBy[mentee] ?? [])];
    const own = [...new Set(wished)].filter(
      (mentor) => mentor >= 0 && this.scorer.mentorProfiles[mentor]!.capacity > 0
    );
    return own.length ? Int32Array.from(own.sort((a, b) => a - b)) : null;
  }

  findBest(mentee: number, floor: number, most: number, found: FoundPairs): number {
    found.start(floor, most);
    this.#found = found;
    this.scorer.setMentee(mentee);
    this.#visit++;
    this.#groupBit = this.scorer.group < 0 ? 0 : bitOf(this.scorer.group);
    this.#mainGroupBit = this.scorer.mainGroup < 0 ? 0 : bitOf(this.scorer.mainGroup);
    if (this.scorer.wishes[mentee] || this.#preferredBy[mentee]) {
      for (const mentor of this.listAlways(mentee) ?? []) this.#look(mentor);
    }
    for (const want of this.scorer.wants[mentee]!) {
      const last = Math.min(HIGHEST_LEVEL, want.level + this.scorer.maxGap);
      for (let level = want.level + 1; level <= last; level++) this.#searchTree(want, level);
    }
    return found.count;
  }

  #searchTree(want: WantedDimension, level: number): void {
    const tree = this.#trees[want.dimension]![level];
    if (!tree) return;
    const { gapWeight, weights, waiting, waitingWeight, wishWeight } = this.scorer;
    this.#tree = tree;
    this.#climbBit = 1 << (want.level + 1);
    this.#sum = valueGap(level - want.level) * gapWeight + want.priority + waiting;
    // those it wished for were looked at already, so the wish only adds its weight
    this.#weights = gapWeight + weights.priority + waitingWeight + wishWeight;
    if (this.#boundOf(0) >= this.#found!.floor) this.#descend(0);
  }

  #descend(node: number): void {
    const tree = this.#tree!;
    const right = tree.right[node]!;
    if (right === 0) {
      for (let at = tree.start[node]!; at < tree.end[node]!; at++) this.#look(tree.members[at]!);
      return;
    }
    const atLeft = this.#boundOf(node + 1);
    const atRight = this.#boundOf(right);
    const [first, second] = atLeft >= atRight ? [node + 1, right] : [right, node + 1];
    if (Math.max(atLeft, atRight) >= this.#found!.floor) this.#descend(first);
    if (Math.min(atLeft, atRight) >= this.#found!.floor) this.#descend(second);
  }

  #look(mentor: number): void {
    if (this.#visited[mentor] === this.#visit) return;
    this.#visited[mentor] = this.#visit;
    const found = this.#found!;
    const price = this.#price[mentor]!;
    const weight = this.scorer.weigh(mentor, Math.max(0, Math.ceil(found.floor + price)));
    if (weight >= 0) found.offer(mentor, weight, weight - price);
  }

  /**
   * More than any mentor below a node is worth. A fact that may be missing counts as the best value, or is left out where
   * that is more: adding a value of at most the mean to a weighted mean lowers it.
   */
  #boundOf(node: number): number {
    const tree = this.#tree!;
    const scorer = this.scorer;
    const box = 8 * node;
    let sum = this.#sum;
    let total = this.#weights;
    const climbs = tree.climbBits[node]!;
    if ((climbs & this.#climbBit) !== 0) {
      sum += scorer.climbWeight;
      total += scorer.climbWeight;
    } else if ((climbs & CLIMB_UNKNOWN) === 0) total += scorer.climbWeight;
    const logPopulation = scorer.logPopulation;
    if (logPopulation === logPopulation) {
      const nearest = Math.max(tree.box[box + 6]!, Math.min(tree.box[box + 7]!, logPopulation));
      sum += valuePopulation(logPopulation, nearest) * scorer.populationWeight;
      total += scorer.populationWeight;
    }
    if (this.#groupBit !== 0) {
      const isSame = (tree.groupBits[node]! & this.#groupBit) !== 0;
      const isNear = (tree.mainGroupBits[node]! & this.#mainGroupBit) !== 0;
      sum += (isSame ? 1 : isNear ? 0.5 : 0) * scorer.groupWeight;
      total += scorer.groupWeight;
    }
    if (scorer.systems !== null) {
      sum += scorer.systemsWeight;
      total += scorer.systemsWeight;
    }
    if (scorer.forms !== 0) {
      sum += scorer.formWeight;
      total += scorer.formWeight;
    }
    if (scorer.months !== 0) {
      sum += scorer.monthsWeight;
      total += scorer.monthsWeight;
    }
    if (scorer.x === scorer.x) {
      const nearest = scorer.where === 'elsewhere' ? 1 : valueDistance(this.#nearestChord(tree.box, box), 'near');
      sum += nearest * scorer.distanceWeight;
      total += scorer.distanceWeight;
    }
    if (scorer.where !== null && scorer.county >= 0) {
      sum += scorer.countyWeight;
      total += scorer.countyWeight;
    }
    // those who prefer this mentee were looked at already; the others' weight only lowers the mean
    const best = total === 0 ? 0 : (STEPS * sum) / total;
    return Math.ceil(best) + 1 - tree.lowestPrice[node]!;
  }

  #nearestChord(corners: Float64Array, box: number): number {
    const { x, y, z } = this.scorer;
    const dx = x - Math.max(corners[box]!, Math.min(corners[box + 1]!, x));
    const dy = y - Math.max(corners[box + 2]!, Math.min(corners[box + 3]!, y));
    const dz = z - Math.max(corners[box + 4]!, Math.min(corners[box + 5]!, z));
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
