import { ok, type Result } from '../shared/result';
import { assignTotal } from './assign-total';
import { pairKey, type MatchPair, type MatchProblem, type PairIds } from './match-problem';
import { municipalitiesOf, type MenteeProfile, type MentorProfile } from './profile';
import { proposePairs, type ProposeOptions } from './propose';
import type { Weights } from './weights';

export interface WeightComparison {
  /** Best totals, each by its own weights; they are means, so they can be set side by side but not subtracted. */
  total: { before: number; after: number };
  /** What the pairs of before are worth by the weights of after: how far they are from the best by these. */
  keeping: number;
  kept: PairIds[];
  dropped: PairIds[];
  added: PairIds[];
}

/**
 * What other weights would do to a round: the pairs that stay, go and come, as few as the new best total allows, and the
 * totals. Refused like `proposePairs`.
 *
 * @example
 * compareWeights(mentees, mentors, DEFAULT_WEIGHTS, { ...DEFAULT_WEIGHTS, distance: 60 });
 * // value: { total: { before: 1.52, after: 1.61 }, keeping: 1.4, kept: [], dropped: [['a', 'x']], added: [['a', 'y']] }
 */
export function compareWeights(
  mentees: readonly MenteeProfile[],
  mentors: readonly MentorProfile[],
  before: Weights,
  after: Weights,
  options: Partial<Omit<ProposeOptions, 'weights'>> & Partial<Pick<MatchProblem, 'forbid' | 'pin' | 'load'>> = {}
): Result<WeightComparison> {
  const { forbid = [], pin = [], load, ...rules } = options;
  const old = proposePairs(mentees, mentors, { ...rules, weights: before });
  if (!old.ok) return old;
  const fresh = proposePairs(mentees, mentors, { ...rules, weights: after });
  if (!fresh.ok) return fresh;
  const running = Object.fromEntries(mentors.map((mentor) => [mentor.id, mentor.running ?? 0]));
  const municipality = municipalitiesOf(mentors);
  const first = assignTotal({ ...old.value, forbid, pin, previous: [], load, running, municipality });
  const previous = first.pairs.map(({ mentee, mentor }): PairIds => [mentee, mentor]);
  const problem = { ...fresh.value, forbid, pin, previous, load, running, municipality };
  const second = assignTotal(problem);
  const keeping = assignTotal({ ...problem, pin: previous, previous: [] });
  return ok({
    total: { before: first.total, after: second.total },
    keeping: keeping.total,
    kept: listShared(first.pairs, second.pairs, true),
    dropped: listShared(first.pairs, second.pairs, false),
    added: listShared(second.pairs, first.pairs, false)
  });
}

/** Pairs of the first list that the second has too, or lacks. */
function listShared(pairs: readonly MatchPair[], others: readonly MatchPair[], shared: boolean): PairIds[] {
  const keys = new Set(others.map((pair) => pairKey(pair.mentee, pair.mentor)));
  return pairs
    .filter((pair) => keys.has(pairKey(pair.mentee, pair.mentor)) === shared)
    .map((pair): PairIds => [pair.mentee, pair.mentor]);
}
