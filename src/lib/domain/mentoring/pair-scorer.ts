import { checkPair, type RuleOptions } from './hard-rules';
import { municipalityOf, type MenteeProfile, type MentorProfile } from './profile';
import {
  CLIMB_UNKNOWN,
  countBits,
  layOutClimbs,
  layOutProfiles,
  startNumberings,
  type SideColumns
} from './profile-columns';
import { valueDistance, valueForms, valueGap, valueMonths, valuePopulation, valueWish } from './score-values';
import { layOutTeachers, layOutWants, NO_LEVEL, type WantedDimension } from './wanted-columns';
import type { Weights } from './weights';

/** Scores are whole millionths: see `findScore`. */
export const STEPS = 1e6;

/**
 * Weighs pairs of profiles from columns of numbers, far faster than `proposePair` and to the same last digit: the factors
 * are summed up in the same order from the same values. The mentee is set first; what follows is about it.
 */
export class PairScorer {
  readonly menteeProfiles: readonly MenteeProfile[];
  readonly mentorProfiles: readonly MentorProfile[];
  readonly mentors: SideColumns;
  readonly dimensions: readonly string[];
  /** What each mentee wants and at what level it stands. */
  readonly wants: WantedDimension[][];
  /** By dimension: level of each mentor that offers it and may teach, else 255. */
  readonly teaches: Uint8Array[];
  readonly climbs: Uint8Array[];
  readonly maxGap: number;
  /** Mentors a mentee wishes for, dearest first, and mentees a mentor prefers, by number. */
  readonly wishes: (Int32Array | null)[];
  readonly prefers: (Int32Array | null)[];
  readonly weights: Weights;
  readonly gapWeight: number;
  readonly climbWeight: number;
  readonly populationWeight: number;
  readonly groupWeight: number;
  readonly systemsWeight: number;
  readonly formWeight: number;
  readonly monthsWeight: number;
  readonly distanceWeight: number;
  readonly countyWeight: number;

  // the mentee that was set
  mentee = 0;
  x = 0;
  y = 0;
  z = 0;
  logPopulation = 0;
  group = 0;
  mainGroup = 0;
  county = 0;
  where: 'near' | 'elsewhere' | null = null;
  waiting = 0;
  waitingWeight = 0;
  wishWeight = 0;
  systems: readonly string[] | null = null;
  /** Bits, see `SideColumns`. */
  forms = 0;
  months = 0;
  #wanted: WantedDimension[] = [];
  #wishes: Int32Array | null = null;
  #languages = 0;
  #hasVetoes = false;

  readonly #mentees: SideColumns;
  readonly #mentorHasVetoes: Uint8Array;
  readonly #mentorHasSystems: Uint8Array;
  readonly #reversed: Set<string>;
  readonly #municipality: Int32Array;

  constructor(
    mentees: readonly MenteeProfile[],
    mentors: readonly MentorProfile[],
    { weights, maxGap, minLevel, current }: RuleOptions & { weights: Weights }
  ) {
    const numberings = startNumberings();
    this.menteeProfiles = mentees;
    this.mentorProfiles = mentors;
    this.#mentees = layOutProfiles(mentees, numberings);
    this.mentors = layOutProfiles(mentors, numberings);
    this.weights = weights;
    this.gapWeight = weights.gap;
    this.climbWeight = weights.climb;
    this.populationWeight = weights['likeness-population'];
    this.groupWeight = weights['likeness-group'];
    this.systemsWeight = weights['likeness-systems'];
    this.formWeight = weights.form;
    this.monthsWeight = weights.months;
    this.distanceWeight = weights.distance;
    this.countyWeight = weights.county;
    this.maxGap = maxGap ?? Infinity;
    this.dimensions = [...new Set(mentees.flatMap((mentee) => mentee.wants.map((want) => want.dimension)))].sort();
    this.wants = layOutWants(mentees, this.dimensions, weights.priority);
    this.teaches = this.dimensions.map((dimension) => layOutTeachers(mentors, dimension, minLevel));
    this.climbs = this.dimensions.map((dimension) => layOutClimbs(mentors, dimension));
    const menteeNumber = new Map(mentees.map(({ id }, number) => [id, number]));
    const mentorNumber = new Map(mentors.map(({ id }, number) => [id, number]));
    this.wishes = mentees.map(({ wishes }) => numberIds(wishes, mentorNumber));
    this.prefers = mentors.map(({ prefers }) => numberIds(prefers, menteeNumber));
    this.#municipality = Int32Array.from(mentors, (mentor) => menteeNumber.get(municipalityOf(mentor)) ?? -1);
    this.#mentorHasVetoes = Uint8Array.from(mentors, (mentor) => Number(mentor.vetoes.length > 0));
    this.#mentorHasSystems = Uint8Array.from(mentors, (mentor) => Number((mentor.systems ?? []).length > 0));
    this.#reversed = new Set(current.map((pair) => `${pair.mentor}\n${pair.mentee}\n${pair.dimension}`));
  }

  /** The mentee that `weigh` is about from now on. */
  setMentee(mentee: number): void {
    const columns = this.#mentees;
    const { unmatchedBefore, where, systems, vetoes } = this.menteeProfiles[mentee]!;
    this.mentee = mentee;
    this.x = columns.x[mentee]!;
    this.y = columns.y[mentee]!;
    this.z = columns.z[mentee]!;
    this.logPopulation = columns.logPopulation[mentee]!;
    this.group = columns.group[mentee]!;
    this.mainGroup = columns.mainGroup[mentee]!;
    this.county = columns.county[mentee]!;
    this.where = where ?? null;
    this.waitingWeight = unmatchedBefore === undefined ? 0 : this.weights.waiting;
    this.waiting = unmatchedBefore ? this.weights.waiting : 0;
    this.systems = systems?.length ? [...new Set(systems)] : null;
    this.forms = columns.forms[mentee]!;
    this.months = columns.months[mentee]!;
    this.#wanted = this.wants[mentee]!;
    this.#wishes = this.wishes[mentee]!;
    this.wishWeight = this.#wishes ? this.weights.wish : 0;
    this.#languages = columns.languages[mentee]!;
    this.#hasVetoes = vetoes.length > 0;
  }

  /**
   * The score in millionths on the wanted dimension that scores highest, or -1 where the hard rules allow none; -1 too as
   * soon as it can not reach `least`.
   */
  weigh(j: number, least: number): number {
    const climbKnown = (this.climbs.length > 0 ? this.climbs[0]![j]! & CLIMB_UNKNOWN : CLIMB_UNKNOWN) === 0;
    let sum = -1;
    for (let at = 0; at < this.#wanted.length; at++) {
      const want = this.#wanted[at]!;
      const ahead = this.teaches[want.dimension]![j]! - want.level;
      if (ahead < 1 || ahead > this.maxGap || ahead + want.level === NO_LEVEL) continue;
      if (this.#reversed.size > 0 && this.#isReversed(j, want.dimension)) continue;
      let fit = valueGap(ahead) * this.gapWeight;
      if (climbKnown && (this.climbs[want.dimension]![j]! & (1 << (want.level + 1))) !== 0) fit += this.climbWeight;
      fit += want.priority;
      // the rest is the same whatever the dimension, so the best fit makes the best score
      if (fit > sum) sum = fit;
    }
    if (sum < 0) return -1;
    const { mentors } = this;
    let total = this.gapWeight;
    if (climbKnown) total += this.climbWeight;
    total += this.weights.priority;
    sum += this.waiting;
    total += this.waitingWeight;
    const logPopulation = mentors.logPopulation[j]!;
    if (this.logPopulation - logPopulation === this.logPopulation - logPopulation) {
      sum += valuePopulation(this.logPopulation, logPopulation) * this.populationWeight;
      total += this.populationWeight;
    }
    if (this.group >= 0 && mentors.group[j]! >= 0) {
      const isNear = this.mainGroup >= 0 && this.mainGroup === mentors.mainGroup[j];
      sum += (this.group === mentors.group[j] ? 1 : isNear ? 0.5 : 0) * this.groupWeight;
      total += this.groupWeight;
    }
    if (this.systems !== null && this.#mentorHasSystems[j] === 1) {
      sum += this.#shareSystems(j) * this.systemsWeight;
      total += this.systemsWeight;
    }
    const forms = mentors.forms[j]!;
    if (this.forms !== 0 && forms !== 0) {
      const shared = countBits(this.forms & forms);
      sum += valueForms(shared, countBits(this.forms), countBits(forms)) * this.formWeight;
      total += this.formWeight;
    }
    const months = mentors.months[j]!;
    if (this.months !== 0 && months !== 0) {
      // bit 0 stands for having said so
      sum += valueMonths(countBits(this.months & months) - 1) * this.monthsWeight;
      total += this.monthsWeight;
    }
    const x = this.x - mentors.x[j]!;
    if (x === x) {
      const rest = this.distanceWeight + this.countyWeight + this.wishWeight + this.weights.preference;
      // the best imaginable rest: not worth the distance
      if ((sum + rest) * STEPS < (least - 1) * (total + rest)) return -1;
      const y = this.y - mentors.y[j]!;
      const z = this.z - mentors.z[j]!;
      sum += valueDistance(Math.sqrt(x * x + y * y + z * z), this.where ?? 'near') * this.distanceWeight;
      total += this.distanceWeight;
    }
    if (this.where !== null && this.county >= 0 && mentors.county[j]! >= 0) {
      sum += (this.county === mentors.county[j]) === (this.where === 'near') ? this.countyWeight : 0;
      total += this.countyWeight;
    }
    if (this.#wishes !== null) {
      sum += valueWish(this.#wishes.indexOf(j) + 1) * this.weights.wish;
      total += this.weights.wish;
    }
    const prefers = this.prefers[j]!;
    if (prefers !== null) {
      sum += prefers.includes(this.mentee) ? this.weights.preference : 0;
      total += this.weights.preference;
    }
    const score = total === 0 ? 0 : Math.round((STEPS * sum) / total);
    return score >= least && this.#mayMeet(j) ? score : -1;
  }

  #shareSystems(j: number): number {
    const theirs = this.mentorProfiles[j]!.systems!;
    return this.systems!.filter((system) => theirs.includes(system)).length / this.systems!.length;
  }

  #mayMeet(j: number): boolean {
    if (this.#municipality[j] === this.mentee) return false;
    const common = this.#languages & this.mentors.languages[j]!;
    if (common > 0 && !this.#hasVetoes && this.#mentorHasVetoes[j] === 0) return true;
    // a veto somewhere, no language in common, or one beyond the bits: looked up
    return checkPair(this.menteeProfiles[this.mentee]!, this.mentorProfiles[j]!).length === 0;
  }

  #isReversed(j: number, dimension: number): boolean {
    const [a, b] = [this.menteeProfiles[this.mentee]!.id, municipalityOf(this.mentorProfiles[j]!)];
    return this.#reversed.has(`${a}\n${b}\n${this.dimensions[dimension]!}`);
  }
}

/** Numbers of ids, in their order; -1 for one that is not in this round, which keeps the places of the others. */
function numberIds(ids: readonly string[] | undefined, numberOf: ReadonlyMap<string, number>): Int32Array | null {
  return ids?.length ? Int32Array.from(ids, (id) => numberOf.get(id) ?? -1) : null;
}
