import type { MentorColumns } from './mentor-trees';
import { MEETING_FORMS, type MentorProfile, type Profile } from './profile';
import { findMonths } from './score-factors';
import { findMainGroup, pointOf, RECENT_MONTHS } from './score-values';

/** Facts of one side in columns, so that a pair is weighed without touching an object. */
export interface SideColumns extends MentorColumns {
  /** Numbers of group, main group and county; -1 where not known. */
  group: Int32Array;
  mainGroup: Int32Array;
  county: Int32Array;
  /** Bits of the first 31 languages; bit 31 when there are others, to be looked up. */
  languages: Int32Array;
  /** Bits of the forms of meeting, in the order of `MEETING_FORMS`; 0 where it did not say. */
  forms: Int32Array;
  /** Bits 1 to 12 of the months it has time in, and bit 0 where it said so. */
  months: Int32Array;
}

/** Numbers for texts, the same text always the same number; -1 for null. */
export class Numbering {
  readonly #numbers = new Map<string, number>();

  of(text: string | null): number {
    if (text === null) return -1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

export interface Numberings {
  group: Numbering;
  mainGroup: Numbering;
  county: Numbering;
  language: Numbering;
}

export function startNumberings(): Numberings {
  return { group: new Numbering(), mainGroup: new Numbering(), county: new Numbering(), language: new Numbering() };
}

/** Lays the facts of one side out in columns. */
export function layOutProfiles(profiles: readonly Profile[], numberings: Numberings): SideColumns {
  const count = profiles.length;
  const numbers = () => new Float64Array(count).fill(NaN);
  const x = numbers();
  const y = numbers();
  const z = numbers();
  const logPopulation = numbers();
  const group = Int32Array.from(profiles, (profile) => numberings.group.of(profile.group));
  const mainGroup = Int32Array.from(profiles, ({ group }) =>
    numberings.mainGroup.of(group === null ? null : findMainGroup(group))
  );
  profiles.forEach(({ lat, lon, population }, at) => {
    if (lat !== null && lon !== null) [x[at], y[at], z[at]] = pointOf(lat, lon);
    if (population) logPopulation[at] = Math.log10(population);
  });
  return {
    count,
    x,
    y,
    z,
    logPopulation,
    group,
    mainGroup,
    groupBits: group.map(bitOf),
    mainGroupBits: mainGroup.map((number) => (number < 0 ? 0 : bitOf(number))),
    county: Int32Array.from(profiles, (profile) => numberings.county.of(profile.county)),
    languages: Int32Array.from(profiles, ({ languages }) =>
      languages.reduce((bits, language) => bits | bitOf(numberings.language.of(language)), 0)
    ),
    forms: Int32Array.from(profiles, ({ forms = [] }) =>
      forms.reduce((bits, form) => bits | (1 << MEETING_FORMS.indexOf(form)), 0)
    ),
    months: Int32Array.from(profiles, ({ months }) =>
      (months ?? []).reduce((bits, month) => bits | (1 << month), months ? 1 : 0)
    )
  };
}

/** The bit of a number; all beyond 30 share one, and who is not known has every bit. */
export function bitOf(number: number): number {
  return number < 0 ? -1 : 1 << Math.min(number, 31);
}

/** How many bits of a small number are set. */
export function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** No bit: nothing is known of its history. */
export const CLIMB_UNKNOWN = 1 << 7;

/** By mentor, the levels 1 to 5 of a dimension reached lately as bits 1 to 5, or `CLIMB_UNKNOWN`. */
export function layOutClimbs(mentors: readonly MentorProfile[], dimension: string): Uint8Array {
  return Uint8Array.from(mentors, (mentor) => {
    if (!mentor.climbed) return CLIMB_UNKNOWN;
    let bits = 0;
    for (let level = 1; level <= 5; level++) {
      const months = findMonths(mentor, dimension, level);
      if (months !== null && months <= RECENT_MONTHS) bits |= 1 << level;
    }
    return bits;
  });
}
