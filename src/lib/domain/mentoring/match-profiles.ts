import { ok, refuseAll, type Result } from '../shared/result';
import type { ScaleOptions } from './assign-at-scale';
import { checkProblem } from './check-problem';
import { keepComing } from './coming-months';
import { describeIssues, shortenProblems } from './describe-issues';
import { expandGroups } from './expand-groups';
import { solveMatch, type MatchOutput, type SolveOptions } from './match-edges';
import { matchLargeRound } from './match-large-round';
import { pairKey, type MatchPair, type PairIds } from './match-problem';
import { municipalitiesOf } from './profile';
import { profileInput } from './profile-input';
import { proposePairs, type Unhelped } from './propose';
import type { Reason } from './score-factors';
import { mergeWeights } from './weights';

/** The output of `waymark match --input FILE --json`: that of `--edges`, with the dimension and reasons of each pair. */
export interface ProfileMatchOutput extends Omit<MatchOutput, 'blocking'> {
  /** Null in a round too large to compare all pairs. */
  blocking: PairIds[] | null;
  pairs: (MatchPair & { dimension: string; reasons: Reason[] })[];
  unhelped: Unhelped[];
}

// above this many pairs they are not listed: each would be an object with all its reasons
const MOST_LISTED = 150_000;

/**
 * Reads profiles given as parsed JSON, computes all possible pairs with their scores and solves the round.
 *
 * @example
 * matchProfiles({ mentees: [{ id: 'a', wants: [{ dimension: 'legal', priority: 1 }], levels: { legal: 1 }, languages: ['sv'] }],
 *   mentors: [{ id: 'b', offers: ['legal'], capacity: 1, levels: { legal: 3 }, languages: ['sv'] }] });
 * // value.pairs[0]: { mentee: 'a', mentor: 'b', score: 1, dimension: 'legal', reasons: [...] }
 */
export function matchProfiles(
  input: unknown,
  scale: SolveOptions & Pick<ScaleOptions, 'enough'> = {}
): Result<ProfileMatchOutput> {
  const parsed = profileInput.safeParse(input, { reportInput: true });
  if (!parsed.success) {
    return refuseAll(shortenProblems(describeIssues(parsed.error, input, Object.keys(profileInput.shape))));
  }
  const { start, current, maxGap, minLevel, forbid, pin, previous, objective, load } = parsed.data;
  const mentees = parsed.data.mentees.map((mentee) => ({ ...mentee, months: readMonths(mentee, start) }));
  const alone = parsed.data.mentors.map((mentor) => ({ ...mentor, months: readMonths(mentor, start) }));
  const { mentors, problems: inGroups } = expandGroups(alone, parsed.data.groups);
  if (inGroups.length > 0) return refuseAll(shortenProblems(inGroups));
  const weights = mergeWeights(parsed.data.weights);
  if (objective === 'total' && mentees.length * mentors.length > MOST_LISTED) {
    return matchLargeRound(
      mentees,
      mentors,
      { current, maxGap, minLevel, weights },
      { forbid, pin, previous, load },
      scale
    );
  }
  const proposals = proposePairs(mentees, mentors, { current, maxGap, minLevel, weights });
  if (!proposals.ok) return proposals;
  const { capacity, need, edges, unhelped } = proposals.value;
  const running = Object.fromEntries(mentors.map((mentor) => [mentor.id, mentor.running ?? 0]));
  const municipality = municipalitiesOf(mentors);
  const problem = { capacity, need, edges, forbid, pin, previous, load, running, municipality };
  const problems = checkProblem(problem, 'profiles');
  if (problems.length > 0) return refuseAll(shortenProblems(problems));
  const output = solveMatch(problem, objective, scale);
  const proposed = new Map(edges.map((edge) => [pairKey(edge.mentee, edge.mentor), edge]));
  const pairs = output.pairs.map((pair) => {
    const { dimension, reasons } = proposed.get(pairKey(pair.mentee, pair.mentor))!;
    return { ...pair, dimension, reasons };
  });
  return ok({ ...output, pairs, unhelped });
}

/** Without a start of the round every month of the year counts. */
function readMonths({ months = [] }: { months?: number[] | undefined }, start?: string): number[] | undefined {
  if (start !== undefined) return keepComing(months, start);
  return months.length ? months : undefined;
}
