import { measureDistance } from './distance';
import { levelOf, type MenteeProfile, type MentorProfile, type Profile } from './profile';
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
    | { factor: 'priority'; facts: { dimension: string; priority: number } }
    | { factor: 'likeness-population'; facts: { mentee: number; mentor: number } }
    | { factor: 'likeness-group'; facts: { mentee: string; mentor: string; shared: 'group' | 'main-group' | 'none' } }
    /** Whole kilometres as the crow flies. */
    | { factor: 'distance'; facts: { km: number; sameCounty: boolean } }
  );

// One or two levels ahead fit equally well; beyond that the mentor's own first steps lie too far back.
const GAP_VALUES = [0, 1, 1, 0.3, 0.15, 0.05];
const POPULATION_RATIO_AT_ZERO = 10;
const KM_AT_HALF = 100;

/**
 * Values the fit of two municipalities on one dimension. Facts that are not known leave their factor out, so that nobody
 * loses for an empty field; expects a pair that keeps the hard rules.
 *
 * - gap: 1 for one or two levels ahead, 0.3, 0.15 and 0.05 for three, four and five;
 * - priority: 1, 2/3, 1/3 for first, second, third wish;
 * - likeness-population: 1 for equal size, falling with the logarithm of the ratio to 0 at ten times the size;
 * - likeness-group: 1 for the same group, 0.5 for the same main group ("C6" and "C8"), else 0;
 * - distance: 100 / (100 + km), so 1 next door and one half at 100 km.
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
  const { dimension, priority } = want;
  const reasons: Reason[] = [];
  const menteeLevel = levelOf(mentee, dimension);
  const mentorLevel = levelOf(mentor, dimension);
  if (menteeLevel !== null && mentorLevel !== null) {
    const levelsAhead = mentorLevel - menteeLevel;
    const facts = { dimension, menteeLevel, mentorLevel, levelsAhead };
    reasons.push({ factor: 'gap', value: GAP_VALUES[levelsAhead] ?? 0, weight: weights.gap, facts });
  }
  const value = Math.max(0, Math.min(1, (4 - priority) / 3));
  reasons.push({ factor: 'priority', value, weight: weights.priority, facts: { dimension, priority } });
  return [
    ...reasons,
    ...comparePopulation(mentee, mentor, weights),
    ...compareGroup(mentee, mentor, weights),
    ...comparePlace(mentee, mentor, weights)
  ];
}

function comparePopulation(mentee: Profile, mentor: Profile, weights: Weights): Reason[] {
  if (!mentee.population || !mentor.population) return [];
  const apart = Math.abs(Math.log(mentee.population / mentor.population)) / Math.log(POPULATION_RATIO_AT_ZERO);
  const facts = { mentee: mentee.population, mentor: mentor.population };
  return [
    { factor: 'likeness-population', value: Math.max(0, 1 - apart), weight: weights['likeness-population'], facts }
  ];
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

/** Sweden's groups are a letter and a number (SKR 2023); the letter is the main group. Other groupings have none. */
function findMainGroup(group: string): string | null {
  return /^([A-Z])\d+$/.exec(group)?.[1] ?? null;
}

function comparePlace(mentee: Profile, mentor: Profile, weights: Weights): Reason[] {
  if (mentee.lat === null || mentee.lon === null || mentor.lat === null || mentor.lon === null) return [];
  const km = measureDistance({ lat: mentee.lat, lon: mentee.lon }, { lat: mentor.lat, lon: mentor.lon });
  const facts = { km: Math.round(km), sameCounty: mentee.county !== null && mentee.county === mentor.county };
  return [{ factor: 'distance', value: KM_AT_HALF / (KM_AT_HALF + km), weight: weights.distance, facts }];
}
