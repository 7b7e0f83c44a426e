import { ok, refuseAll, type Problem, type Result } from '../shared/result';
import {
  checkDimension,
  checkPair,
  DEFAULT_RULES,
  listBrokenRules,
  type BrokenRule,
  type RuleOptions
} from './hard-rules';
import { compareIds, type MatchEdge } from './match-problem';
import type { MenteeProfile, MentorProfile } from './profile';
import { scoreFactors, type Reason } from './score-factors';
import { DEFAULT_WEIGHTS, findScore, type Weights } from './weights';

/** One possible pairing with the dimension it would be about and why it fits. */
export interface ProposedEdge extends MatchEdge {
  dimension: string;
  reasons: Reason[];
}

/** A mentee nobody can help: how many mentors each rule ruled out (the first rule each of them broke). */
export interface Unhelped {
  mentee: string;
  because: 'no-wishes' | 'no-mentor';
  ruledOut: Partial<Record<BrokenRule['rule'], number>>;
}

/** Ready for `solveMatch`, with empty `forbid`, `pin` and `previous` to be filled. */
export interface Proposals {
  capacity: Record<string, number>;
  need: Record<string, number>;
  /** One per pair, on the wanted dimension that scores highest; sorted by mentee, then mentor. */
  edges: ProposedEdge[];
  unhelped: Unhelped[];
}

export interface ProposeOptions extends RuleOptions {
  weights: Weights;
}

/**
 * From profiles to all pairs the hard rules allow, scored 0 to 1 with reasons. Refused: no mentees, no mentors, the same
 * id twice on one side, a capacity or need that is no whole number, weights that are negative or all 0 (codes `nobody`,
 * `duplicate-id`, `not-a-count`, `weight`).
 *
 * Mentees whose level is unknown get no pair on that dimension; `unhelped` says so. Default options: at most two levels
 * ahead, mentor at level 2 or more, `DEFAULT_WEIGHTS`.
 *
 * @example
 * proposePairs([mentee], [mentor]);
 * // value.edges[0]: { mentee: 'a', mentor: 'b', score: 0.912345, dimension: 'legal', reasons: [{ factor: 'gap', ... }, ...] }
 */
export function proposePairs(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  options: Partial<ProposeOptions> = {}
): Result<Proposals> {
  const settings = { ...DEFAULT_RULES, weights: DEFAULT_WEIGHTS, ...options };
  const problems = checkRound(mentees, mentors, settings.weights);
  if (problems.length > 0) return refuseAll(problems);
  const edges: ProposedEdge[] = [];
  const unhelped: Unhelped[] = [];
  for (const mentee of [...mentees].sort((a, b) => compareIds(a.id, b.id))) {
    const found = mentors.flatMap((mentor) => proposePair(mentee, mentor, settings) ?? []);
    edges.push(...found.sort((a, b) => compareIds(a.mentor, b.mentor)));
    if (found.length === 0) unhelped.push(describeUnhelped(mentee, mentors, settings));
  }
  const capacity = Object.fromEntries(mentors.map((mentor) => [mentor.id, mentor.capacity]));
  const need = Object.fromEntries(mentees.map((mentee) => [mentee.id, mentee.need ?? 1]));
  return ok({ capacity, need, edges, unhelped });
}

/**
 * The edge of one pair on the wanted dimension that scores highest, or null when the hard rules allow none.
 *
 * @example
 * proposePair(mentee, mentor, { ...DEFAULT_RULES, weights: DEFAULT_WEIGHTS })?.dimension; // 'legal'
 */
export function proposePair(
  mentee: MenteeProfile,
  mentor: MentorProfile,
  options: ProposeOptions
): ProposedEdge | null {
  if (checkPair(mentee, mentor).length > 0) return null;
  let best: ProposedEdge | null = null;
  for (const want of [...mentee.wants].sort(
    (a, b) => a.priority - b.priority || compareIds(a.dimension, b.dimension)
  )) {
    if (checkDimension(mentee, mentor, want.dimension, options).length > 0) continue;
    const reasons = scoreFactors(mentee, mentor, want, options.weights);
    const score = findScore(reasons);
    // strictly higher: at equal score the dimension wanted more stays
    if (!best || score > best.score) {
      best = { mentee: mentee.id, mentor: mentor.id, score, dimension: want.dimension, reasons };
    }
  }
  return best;
}

/**
 * Why no mentor may help a mentee: how many of them each rule ruled out.
 *
 * @example
 * describeUnhelped(mentee, [{ ...mentor, vetoes: [mentee.id] }], DEFAULT_RULES);
 * // { mentee: 'a', because: 'no-mentor', ruledOut: { veto: 1 } }
 */
export function describeUnhelped(
  mentee: MenteeProfile,
  mentors: readonly MentorProfile[],
  options: RuleOptions
): Unhelped {
  const ruledOut: Unhelped['ruledOut'] = {};
  for (const mentor of mentors) {
    for (const rule of listFirstRule(mentee, mentor, options)) ruledOut[rule] = (ruledOut[rule] ?? 0) + 1;
  }
  return { mentee: mentee.id, because: mentee.wants.length === 0 ? 'no-wishes' : 'no-mentor', ruledOut };
}

/** What is wrong with a round before any pair is looked at; see `proposePairs`. */
export function checkRound(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  weights: Weights
): Problem[] {
  return [...checkSide('mentees', mentees), ...checkSide('mentors', mentors), ...checkWeights(weights)];
}

function listFirstRule(mentee: MenteeProfile, mentor: MentorProfile, options: RuleOptions): BrokenRule['rule'][] {
  return listBrokenRules(mentee, mentor, options)
    .slice(0, 1)
    .map((broken) => broken.rule);
}

function checkWeights(weights: Weights): Problem[] {
  const problems = Object.entries(weights).flatMap(([factor, weight]) => {
    if (weight >= 0 && weight < Infinity) return [];
    const message = `The weight of ${factor} must be a number, 0 or more - got ${weight}`;
    return [{ code: 'weight', path: `weights.${factor}`, message }];
  });
  if (problems.length > 0 || Object.values(weights).some((weight) => weight > 0)) return problems;
  return [{ code: 'weight', path: 'weights', message: 'At least one weight must be above 0 - got 0 for all of them' }];
}

function checkSide(side: 'mentees' | 'mentors', profiles: readonly (MenteeProfile | MentorProfile)[]): Problem[] {
  if (profiles.length === 0) {
    const what = side === 'mentees' ? 'asks for a mentor' : 'offers to be a mentor';
    return [{ code: 'nobody', path: side, message: `Nobody ${what} - a round needs at least one of the ${side}` }];
  }
  const seen = new Set<string>();
  return profiles.flatMap((profile, index): Problem[] => {
    const problems: Problem[] = [];
    const places = 'capacity' in profile ? profile.capacity : (profile.need ?? 1);
    const field = 'capacity' in profile ? 'capacity' : 'need';
    if (seen.has(profile.id)) {
      const message = `"${profile.id}" is listed twice under ${side} - keep one of the two`;
      problems.push({ code: 'duplicate-id', path: `${side}.${index}.id`, message });
    }
    if (!Number.isSafeInteger(places) || places < 0) {
      const message = `The ${field} of "${profile.id}" must be a whole number, 0 or more - got ${places}`;
      problems.push({ code: 'not-a-count', path: `${side}.${index}.${field}`, message });
    }
    seen.add(profile.id);
    return problems;
  });
}
