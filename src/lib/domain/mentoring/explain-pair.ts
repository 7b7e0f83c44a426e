import { assignTotal, type TotalAssignment } from './assign-total';
import type { BrokenRule } from './hard-rules';
import { municipalityIn, pairKey, placesOf, type MatchPair, type MatchProblem, type PairIds } from './match-problem';

/** Why two municipalities are, or are not, a pair of the best assignment. For the coordinator alone. */
export type PairExplanation =
  | { kind: 'paired' }
  /** They can not be paired; `broken` says what would have to change (empty when only the edges are known). */
  | { kind: 'not-possible'; broken: readonly BrokenRule[] }
  | { kind: 'forbidden' }
  /** Pinned pairs hold all its places; capacity or need would have to be raised, or one of these pins taken off. */
  | { kind: 'places-pinned'; side: 'mentee' | 'mentor'; places: number; pins: PairIds[] }
  /** Forcing the pair lowers the total by `cost` to `total`; 0 means that it would do as well. */
  | { kind: 'costs'; cost: number; total: number; dropped: PairIds[]; added: PairIds[] };

/**
 * Says why not that mentor: the rules in the way, or what forcing the pair would cost the total and which pairs it would
 * change (as few as the new total allows; the forced pair is the first of `added`).
 *
 * Takes a valid problem and its `assignTotal`; `broken` comes from `listBrokenRules`. The best
 * assignment with the pair pinned is reached from `best` along a chain or two of re-assignments.
 *
 * @example
 * // a is with y (4) and b with x (3) although a likes x (5) most
 * explainPair(problem, assignTotal(problem), ['a', 'x']);
 * // { kind: 'costs', cost: 2, total: 5, dropped: [['a', 'y'], ['b', 'x']], added: [['a', 'x']] }
 */
export function explainPair(
  problem: MatchProblem,
  best: Pick<TotalAssignment, 'pairs' | 'total' | 'duals'>,
  pair: PairIds,
  broken: readonly BrokenRule[] = []
): PairExplanation {
  const [mentee, mentor] = pair;
  const isPair = (other: { mentee: string; mentor: string }) => other.mentee === mentee && other.mentor === mentor;
  const isIds = (other: PairIds) => other[0] === mentee && other[1] === mentor;
  if (best.pairs.some(isPair)) return { kind: 'paired' };
  if (broken.length > 0 || !problem.edges.some(isPair)) return { kind: 'not-possible', broken };
  if (problem.forbid.some(isIds)) return { kind: 'forbidden' };

  const menteePins = problem.pin.filter((pin) => pin[0] === mentee);
  const sameMunicipality = menteePins.filter(
    (pin) => municipalityIn(problem, pin[1]) === municipalityIn(problem, mentor)
  );
  if (sameMunicipality.length > 0) return { kind: 'places-pinned', side: 'mentee', places: 1, pins: sameMunicipality };
  const need = placesOf(problem.need, mentee);
  if (menteePins.length >= need) return { kind: 'places-pinned', side: 'mentee', places: need, pins: menteePins };
  const mentorPins = problem.pin.filter((pin) => pin[1] === mentor);
  const capacity = placesOf(problem.capacity, mentor);
  if (mentorPins.length >= capacity)
    return { kind: 'places-pinned', side: 'mentor', places: capacity, pins: mentorPins };

  const previous = best.pairs.map((other): PairIds => [other.mentee, other.mentor]);
  const forced = assignTotal({ ...problem, pin: [...problem.pin, pair], previous }, { near: best });
  const added = listMissing(forced.pairs, best.pairs).filter((other) => !isIds(other));
  return {
    kind: 'costs',
    // 12 digits: the difference of two totals ends in the noise of binary fractions
    cost: Math.max(0, Number((best.total - forced.total).toPrecision(12))),
    total: forced.total,
    dropped: listMissing(best.pairs, forced.pairs),
    added: [pair, ...added]
  };
}

/** Pairs of the first list that the second one lacks. */
function listMissing(pairs: readonly MatchPair[], others: readonly MatchPair[]): PairIds[] {
  const keys = new Set(others.map((other) => pairKey(other.mentee, other.mentor)));
  return pairs
    .filter((pair) => !keys.has(pairKey(pair.mentee, pair.mentor)))
    .map((pair): PairIds => [pair.mentee, pair.mentor]);
}
