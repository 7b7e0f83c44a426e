import type { Decisions } from './board';
import type { PairIds } from './match-problem';

const isPair = (a: PairIds, b: PairIds) => a[0] === b[0] && a[1] === b[1];
const without = (pairs: readonly PairIds[], pair: PairIds) => pairs.filter((other) => !isPair(other, pair));

/**
 * A mentee is to be with this mentor: the pair is pinned in place of another pin of the mentee's, and no longer ruled out.
 *
 * @example
 * movePair({ ...none, pins: [['a', 'x']] }, ['a', 'y']).pins; // [['a', 'y']]
 */
export function movePair(decisions: Decisions, pair: PairIds): Decisions {
  const pins = [...decisions.pins.filter(([mentee]) => mentee !== pair[0]), pair];
  return { ...decisions, pins, forbids: without(decisions.forbids, pair) };
}

/** Two mentees change places; both new pairs are pinned. */
export function swapPairs(decisions: Decisions, [a, x]: PairIds, [b, y]: PairIds): Decisions {
  return movePair(movePair(decisions, [a, y]), [b, x]);
}

/** Holds the pair, or lets it go. */
export function togglePin(decisions: Decisions, pair: PairIds): Decisions {
  const held = decisions.pins.some((pin) => isPair(pin, pair));
  return held ? { ...decisions, pins: without(decisions.pins, pair) } : movePair(decisions, pair);
}

/**
 * Rules the pair out, or allows it again; a pair ruled out is not pinned.
 *
 * @example
 * toggleForbid({ ...none, pins: [['a', 'x']] }, ['a', 'x']); // { pins: [], forbids: [['a', 'x']], ... }
 */
export function toggleForbid(decisions: Decisions, pair: PairIds): Decisions {
  const out = decisions.forbids.some((forbid) => isPair(forbid, pair));
  if (out) return { ...decisions, forbids: without(decisions.forbids, pair) };
  return { ...decisions, pins: without(decisions.pins, pair), forbids: [...decisions.forbids, pair] };
}

/** Whether two sets of decisions ask for the same round. */
export function sameDecisions(a: Decisions, b: Decisions): boolean {
  const text = ({ objective, weights, pins, forbids }: Decisions) =>
    JSON.stringify([objective, Object.entries(weights).sort(), sorted(pins), sorted(forbids)]);
  return text(a) === text(b);
}

const sorted = (pairs: readonly PairIds[]) => pairs.map((pair) => pair.join('/')).sort();
