import { levelOf, MEETING_FORMS, type MenteeProfile, type MentorProfile, type Profile } from './profile';
import {
  findMainGroup,
  kmOfChord,
  pointOf,
  RECENT_MONTHS,
  valueDistance,
  valueForms,
  valueGap,
  valueMonths,
  valuePopulation,
  valuePriority,
  valueWish
} from './score-values';
import type { Weights } from './weights';

interface Scored {
  /** 0 (worst) to 1 (best). */
  value: number;
  weight: number;
}

/** Why a pair fits as well as it does: one factor with its value, its weight and the facts to word it from. */
export type Reason = Scored &
  (
    | { factor: 'gap'; facts: { dimension: string; menteeLevel: number; mentorLevel: number; levelsAhead: number } }
    /** The level the mentee would reach next, and how many months ago the mentor did; null when it has not, or not lately known. */
    | { factor: 'climb'; facts: { dimension: string; level: number; months: number | null } }
    | { factor: 'priority'; facts: { dimension: string; priority: number } }
    | { factor: 'waiting'; facts: { unmatchedBefore: boolean } }
    | { factor: 'likeness-population'; facts: { mentee: number; mentor: number } }
    | { factor: 'likeness-group'; facts: { mentee: string; mentor: string; shared: 'group' | 'main-group' | 'none' } }
    | { factor: 'likeness-systems'; facts: { shared: string; count: number; of: number } }
    /** Forms of meeting that both named. */
    | { factor: 'form'; facts: { shared: string; count: number; mentee: string; mentor: string } }
    /** Months of the year that both named. */
    | { factor: 'months'; facts: { shared: string; count: number } }
    /** Whole kilometres as the crow flies. */
    | { factor: 'distance'; facts: { km: number; sameCounty: boolean } }
    | { factor: 'county'; facts: { where: 'near' | 'elsewhere'; sameCounty: boolean } }
    /** Place on the mentee's list, from 1; 0 when not on it. */
    | { factor: 'wish'; facts: { rank: number } }
    | { factor: 'preference'; facts: { wished: boolean } }
  );

/**
 * Values the fit of two municipalities on one dimension. Facts that are not known leave their factor out, so that nobody
 * loses for an empty field; expects a pair that keeps the hard rules.
 *
 * - gap: 1 for one or two levels ahead, 0.3, 0.15 and 0.05 for three, four and five;
 * - climb: 1 when the mentor reached the very level the mentee would reach next in the last 24 months, else 0;
 * - priority: 1, 2/3, 1/3 for first, second, third wish;
 * - waiting: 1 for whoever got nobody last time, else 0;
 * - likeness-population: 1 for equal size, falling with the logarithm of the ratio to 0 at ten times the size;
 * - likeness-group: 1 for the same group, 0.5 for the same main group ("C6" and "C8"), else 0;
 * - likeness-systems: share of the mentee's systems and suppliers that the mentor has too;
 * - form: share of the forms of meeting (call, visit, group) of whoever named fewer that the other named too; a group
 *   offer names the group alone;
 * - months: 1 for three months in common or more, 2/3 for two, 1/3 for one, else 0;
 * - distance: 100 / (100 + km), so 1 next door and one half at 100 km; one less that for who wants to go elsewhere;
 * - county: 1 when in the same county as wished, or in another as wished, else 0; only for who said where;
 * - wish: 1, 0.8, 0.6, 0.4, 0.2 for the places on the mentee's list, 0 for who is not on it;
 * - preference: 1 when the mentor would like this mentee, 0 when it would like others.
 *
 * @example
 * scoreFactors(mentee, mentor, { dimension: 'legal', priority: 1 }, DEFAULT_WEIGHTS)[0];
 * // { factor: 'gap', value: 1, weight: 35, facts: { dimension: 'legal', menteeLevel: 1, mentorLevel: 3, levelsAhead: 2 } }
 */
export function scoreFactors(
  mentee: MenteeProfile,
  mentor: MentorProfile,
  want: { dimension: string; priority: number },
  weights: Weights
): Reason[] {
  return [
    ...compareLevels(mentee, mentor, want.dimension, weights),
    {
      factor: 'priority',
      value: valuePriority(want.priority),
      weight: weights.priority,
      facts: { dimension: want.dimension, priority: want.priority }
    },
    ...readWaiting(mentee, weights),
    ...comparePopulation(mentee, mentor, weights),
    ...compareGroup(mentee, mentor, weights),
    ...compareSystems(mentee, mentor, weights),
    ...compareForms(mentee, mentor, weights),
    ...compareMonths(mentee, mentor, weights),
    ...comparePlace(mentee, mentor, weights),
    ...readWishes(mentee, mentor, weights)
  ];
}

function compareLevels(mentee: MenteeProfile, mentor: MentorProfile, dimension: string, weights: Weights): Reason[] {
  const menteeLevel = levelOf(mentee, dimension);
  const mentorLevel = levelOf(mentor, dimension);
  if (menteeLevel === null || mentorLevel === null) return [];
  const levelsAhead = mentorLevel - menteeLevel;
  const facts = { dimension, menteeLevel, mentorLevel, levelsAhead };
  const gap: Reason = { factor: 'gap', value: valueGap(levelsAhead), weight: weights.gap, facts };
  if (!mentor.climbed) return [gap];
  const level = menteeLevel + 1;
  const months = findMonths(mentor, dimension, level);
  const value = months !== null && months <= RECENT_MONTHS ? 1 : 0;
  return [gap, { factor: 'climb', value, weight: weights.climb, facts: { dimension, level, months } }];
}

/** Months since a mentor reached a level, or null. */
export function findMonths({ climbed }: MentorProfile, dimension: string, level: number): number | null {
  const levels = climbed && Object.hasOwn(climbed, dimension) ? climbed[dimension]! : {};
  return Object.hasOwn(levels, level) ? levels[level]! : null;
}

function readWaiting({ unmatchedBefore }: MenteeProfile, weights: Weights): Reason[] {
  if (unmatchedBefore === undefined) return [];
  return [{ factor: 'waiting', value: unmatchedBefore ? 1 : 0, weight: weights.waiting, facts: { unmatchedBefore } }];
}

function comparePopulation(mentee: Profile, mentor: Profile, weights: Weights): Reason[] {
  if (!mentee.population || !mentor.population) return [];
  const value = valuePopulation(Math.log10(mentee.population), Math.log10(mentor.population));
  const facts = { mentee: mentee.population, mentor: mentor.population };
  return [{ factor: 'likeness-population', value, weight: weights['likeness-population'], facts }];
}

function compareGroup(mentee: Profile, mentor: Profile, weights: Weights): Reason[] {
  if (mentee.group === null || mentor.group === null) return [];
  const mainGroup = findMainGroup(mentee.group);
  const shared =
    mentee.group === mentor.group
      ? 'group'
      : mainGroup !== null && mainGroup === findMainGroup(mentor.group)
        ? 'main-group'
        : 'none';
  const value = { group: 1, 'main-group': 0.5, none: 0 }[shared];
  const facts = { mentee: mentee.group, mentor: mentor.group, shared } as const;
  return [{ factor: 'likeness-group', value, weight: weights['likeness-group'], facts }];
}

function compareSystems(mentee: Profile, mentor: Profile, weights: Weights): Reason[] {
  const ours = [...new Set(mentee.systems)];
  if (ours.length === 0 || !mentor.systems?.length) return [];
  const shared = ours.filter((system) => mentor.systems!.includes(system));
  const facts = { shared: shared.join(', '), count: shared.length, of: ours.length };
  return [
    { factor: 'likeness-systems', value: shared.length / ours.length, weight: weights['likeness-systems'], facts }
  ];
}

function compareForms(mentee: Profile, mentor: Profile, weights: Weights): Reason[] {
  const [ours, theirs] = [mentee, mentor].map(({ forms = [] }) => MEETING_FORMS.filter((form) => forms.includes(form)));
  if (!ours!.length || !theirs!.length) return [];
  const shared = ours!.filter((form) => theirs!.includes(form));
  const value = valueForms(shared.length, ours!.length, theirs!.length);
  const facts = { shared: shared.join(','), count: shared.length, mentee: ours!.join(','), mentor: theirs!.join(',') };
  return [{ factor: 'form', value, weight: weights.form, facts }];
}

function compareMonths(mentee: Profile, mentor: Profile, weights: Weights): Reason[] {
  // an empty list was said too: time in other months, none of those the pairing begins with
  if (!mentee.months || !mentor.months) return [];
  const shared = [...new Set(mentee.months)].filter((month) => mentor.months!.includes(month));
  const facts = { shared: shared.join(','), count: shared.length };
  return [{ factor: 'months', value: valueMonths(shared.length), weight: weights.months, facts }];
}

function comparePlace(mentee: MenteeProfile, mentor: MentorProfile, weights: Weights): Reason[] {
  const sameCounty = mentee.county !== null && mentee.county === mentor.county;
  const reasons: Reason[] = [];
  if (mentee.lat !== null && mentee.lon !== null && mentor.lat !== null && mentor.lon !== null) {
    const chord = measureChord(pointOf(mentee.lat, mentee.lon), pointOf(mentor.lat, mentor.lon));
    const value = valueDistance(chord, mentee.where ?? 'near');
    const facts = { km: Math.round(kmOfChord(chord)), sameCounty };
    reasons.push({ factor: 'distance', value, weight: weights.distance, facts });
  }
  if (mentee.where && mentee.county !== null && mentor.county !== null) {
    const value = sameCounty === (mentee.where === 'near') ? 1 : 0;
    reasons.push({ factor: 'county', value, weight: weights.county, facts: { where: mentee.where, sameCounty } });
  }
  return reasons;
}

/** Straight through a sphere of radius 1. */
function measureChord(from: readonly number[], to: readonly number[]): number {
  const [x, y, z] = [from[0]! - to[0]!, from[1]! - to[1]!, from[2]! - to[2]!];
  return Math.sqrt(x * x + y * y + z * z);
}

function readWishes(mentee: MenteeProfile, mentor: MentorProfile, weights: Weights): Reason[] {
  const reasons: Reason[] = [];
  if (mentee.wishes?.length) {
    const rank = mentee.wishes.indexOf(mentor.id) + 1;
    reasons.push({ factor: 'wish', value: valueWish(rank), weight: weights.wish, facts: { rank } });
  }
  if (mentor.prefers?.length) {
    const wished = mentor.prefers.includes(mentee.id);
    reasons.push({ factor: 'preference', value: wished ? 1 : 0, weight: weights.preference, facts: { wished } });
  }
  return reasons;
}
