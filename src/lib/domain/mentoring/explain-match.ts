import { assignTotal, type TotalAssignment } from './assign-total';
import { explainPair, type PairExplanation } from './explain-pair';
import { checkDimension, checkPair, listBrokenRules, type BrokenRule } from './hard-rules';
import type { MatchProblem, PairIds } from './match-problem';
import type { MenteeProfile, MentorProfile } from './profile';
import { proposePair, type ProposeOptions } from './propose';
import { scoreFactors, type Reason } from './score-factors';
import { findScore } from './weights';

export interface MatchExplanation {
  /** How well the two fit and why, on the dimension they would be paired for; null when there is none to score. */
  fit: { dimension: string; score: number; reasons: Reason[] } | null;
  /** The hard rules in the way: all of them would have to change. Empty when there are none. */
  broken: readonly BrokenRule[];
  standing: PairExplanation;
  /**
   * What the pair would cost the total if it had to be, once the rules in its way were lifted; below 0 when the round would
   * gain by it. Null where nothing can be scored or its places are not there.
   */
  cost: number | null;
}

/**
 * Why, or why not, any two of a round: how they fit, what stands in the way and what forcing them together would cost. For
 * the coordinator alone.
 *
 * `problem` is the round as solved, `best` its assignment.
 *
 * @example
 * explainMatch(mentee, { ...mentor, languages: ['nl'] }, options, problem, best);
 * // { fit: { score: 0.91, ... }, broken: [{ rule: 'no-common-language', ... }], standing: { kind: 'not-possible', ... }, cost: 0.12 }
 */
export function explainMatch(
  mentee: MenteeProfile,
  mentor: MentorProfile,
  options: ProposeOptions,
  problem: MatchProblem,
  best: TotalAssignment
): MatchExplanation {
  const pair: PairIds = [mentee.id, mentor.id];
  const broken = listBrokenRules(mentee, mentor, options);
  const edge = proposePair(mentee, mentor, options);
  const standing = explainPair(problem, best, pair, broken);
  if (edge) {
    const { dimension, score, reasons } = edge;
    return { fit: { dimension, score, reasons }, broken, standing, cost: readCost(standing) };
  }
  const fit = mentee.id === mentor.id ? null : scoreAnyway(mentee, mentor, options);
  if (!fit) return { fit, broken, standing, cost: null };
  const isPair = (other: { mentee: string; mentor: string }) =>
    other.mentee === mentee.id && other.mentor === mentor.id;
  const edges = [
    ...problem.edges.filter((other) => !isPair(other)),
    { mentee: mentee.id, mentor: mentor.id, score: fit.score }
  ];
  const allowed = { ...problem, edges };
  const lifted = assignTotal(allowed, { near: best });
  const forced = explainPair(allowed, lifted, pair);
  const total = forced.kind === 'paired' ? lifted.total : forced.kind === 'costs' ? forced.total : null;
  // 12 digits: the difference of two totals ends in the noise of binary fractions
  const cost = total === null ? null : Number((best.total - total).toPrecision(12));
  return { fit, broken: broken.length > 0 ? broken : checkPair(mentee, mentor), standing, cost };
}

function readCost(standing: PairExplanation): number | null {
  return standing.kind === 'paired' ? 0 : standing.kind === 'costs' ? standing.cost : null;
}

/** The fit on the wanted dimension with the fewest rules in the way, by score where equal. */
function scoreAnyway(mentee: MenteeProfile, mentor: MentorProfile, options: ProposeOptions): MatchExplanation['fit'] {
  const fits = mentee.wants.map((want) => {
    const reasons = scoreFactors(mentee, mentor, want, options.weights);
    const inTheWay = checkDimension(mentee, mentor, want.dimension, options).length;
    return { inTheWay, dimension: want.dimension, score: findScore(reasons), reasons };
  });
  const [first] = fits.sort((a, b) => a.inTheWay - b.inTheWay || b.score - a.score);
  return first ? { dimension: first.dimension, score: first.score, reasons: first.reasons } : null;
}
