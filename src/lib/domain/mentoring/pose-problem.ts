import { ok, refuseAll, type Result } from '../shared/result';
import { checkProblem } from './check-problem';
import type { RuleOptions } from './hard-rules';
import type { MatchProblem, PairIds } from './match-problem';
import { municipalitiesOf, type MenteeProfile, type MentorProfile } from './profile';
import { proposePairs, type ProposedEdge, type ProposeOptions, type Unhelped } from './propose';
import { DEFAULT_LOAD, mergeWeights, type Factor } from './weights';

/** What a coordinator decides about a round; pairs are `[mentee, mentor or group offer]`. */
export interface PosedUnder {
  /** Where they differ from `DEFAULT_WEIGHTS`. */
  weights: Partial<Record<Factor, number>>;
  pins: readonly PairIds[];
  forbids: readonly PairIds[];
  /** The pairs as they are: among equally good rounds the one that changes fewest is chosen. */
  previous: readonly PairIds[];
}

export interface PosedRound {
  options: ProposeOptions;
  problem: MatchProblem;
  edges: ProposedEdge[];
  unhelped: Unhelped[];
}

/**
 * A round of profiles as a matching problem: the server solves it, and a board in a browser solves the very same. Pairs
 * of somebody who has left the round are not ruled out or kept any more; a pin of one is refused.
 *
 * Codes: those of `proposePairs` and `checkProblem`.
 *
 * @example
 * poseProblem(mentees, mentors, DEFAULT_RULES, { weights: {}, pins: [['a', 'b']], forbids: [], previous: [] });
 * // value: { problem: { pin: [['a', 'b']], load: 0.02, ... }, edges: [...], unhelped: [], options: { ... } }
 */
export function poseProblem(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  rules: RuleOptions,
  { weights, pins, forbids, previous }: PosedUnder
): Result<PosedRound> {
  const options = { ...rules, weights: mergeWeights(weights) };
  const proposals = proposePairs(mentees, mentors, options);
  if (!proposals.ok) return proposals;
  const { capacity, need, edges, unhelped } = proposals.value;
  const ids = new Set(mentors.map(({ id }) => id));
  const isHere = ([mentee, mentor]: PairIds) => Object.hasOwn(need, mentee) && ids.has(mentor);
  const problem: MatchProblem = {
    capacity,
    need,
    edges: edges.map(({ mentee, mentor, score }) => ({ mentee, mentor, score })),
    forbid: forbids.filter(isHere),
    pin: [...pins],
    previous: previous.filter(isHere),
    load: DEFAULT_LOAD,
    running: Object.fromEntries(mentors.map(({ id, running = 0 }) => [id, running])),
    municipality: municipalitiesOf(mentors)
  };
  const problems = checkProblem(problem, 'profiles');
  return problems.length ? refuseAll(problems) : ok({ options, problem, edges, unhelped });
}
