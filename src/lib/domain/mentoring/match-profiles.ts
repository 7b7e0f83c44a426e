import { ok, refuseAll, type Result } from '../shared/result';
import { checkProblem } from './check-problem';
import { describeIssues, shortenProblems } from './describe-issues';
import { solveMatch, type MatchOutput } from './match-edges';
import { pairKey, type MatchPair } from './match-problem';
import { profileInput } from './profile-input';
import { proposePairs, type Unhelped } from './propose';
import type { Reason } from './score-factors';
import { DEFAULT_WEIGHTS } from './weights';

/** The output of `waymark match --input FILE --json`: that of `--edges`, with the dimension and reasons of each pair. */
export interface ProfileMatchOutput extends MatchOutput {
  pairs: (MatchPair & { dimension: string; reasons: Reason[] })[];
  unhelped: Unhelped[];
}

/**
 * Reads profiles given as parsed JSON, computes all possible pairs with their scores and solves the round.
 *
 * @example
 * matchProfiles({ mentees: [{ id: 'a', wants: [{ dimension: 'legal', priority: 1 }], levels: { legal: 1 }, languages: ['sv'] }],
 *   mentors: [{ id: 'b', offers: ['legal'], capacity: 1, levels: { legal: 3 }, languages: ['sv'] }] });
 * // value.pairs[0]: { mentee: 'a', mentor: 'b', score: 1, dimension: 'legal', reasons: [...] }
 */
export function matchProfiles(input: unknown): Result<ProfileMatchOutput> {
  const parsed = profileInput.safeParse(input, { reportInput: true });
  if (!parsed.success) {
    return refuseAll(shortenProblems(describeIssues(parsed.error, input, Object.keys(profileInput.shape))));
  }
  const { mentees, mentors, current, maxGap, minLevel, forbid, pin, previous, objective } = parsed.data;
  const weights = { ...DEFAULT_WEIGHTS, ...parsed.data.weights };
  const proposals = proposePairs(mentees, mentors, { current, maxGap, minLevel, weights });
  if (!proposals.ok) return proposals;
  const { capacity, need, edges, unhelped } = proposals.value;
  const problem = { capacity, need, edges, forbid, pin, previous };
  const problems = checkProblem(problem);
  if (problems.length > 0) return refuseAll(shortenProblems(problems));
  const output = solveMatch(problem, objective);
  const proposed = new Map(edges.map((edge) => [pairKey(edge.mentee, edge.mentor), edge]));
  const pairs = output.pairs.map((pair) => {
    const { dimension, reasons } = proposed.get(pairKey(pair.mentee, pair.mentor))!;
    return { ...pair, dimension, reasons };
  });
  return ok({ ...output, pairs, unhelped });
}
