import { measureBalance } from './effect-balance';
import { estimateApart, estimatePaired } from './effect-interval';
import { findNeighbours } from './effect-neighbours';
import {
  type Comparison,
  type EffectResult,
  type EffectUnit,
  type Estimate,
  LEAST_PAIRS,
  type Outcome,
  OUTCOMES
} from './effect-types';

/**
 * Whether those with a mentor moved further than those without: the change from the wave before to the wave after, beside those that
 * asked and stayed unmatched, and beside similar ones that had not asked. Under 20 pairs it says so and gives no number.
 *
 * It is evidence and no proof: who asks and who is matched is not drawn by lot, and whoever begins low tends to rise without help
 * (regression to the mean). docs/decisions/0019-does-mentoring-work.md
 *
 * @param units each municipality once; the order does not matter
 *
 * @example
 * measureEffect(nineteenMatched); // { kind: 'stories-only', pairs: 19 }
 */
export function measureEffect(units: readonly EffectUnit[]): EffectResult {
  const sorted = [...units].sort((a, b) => (a.id < b.id ? -1 : 1));
  const of = (part: EffectUnit['part']) => sorted.filter((unit) => unit.part === part);
  const [matched, asked, never] = [of('matched'), of('asked'), of('never')];
  if (matched.length < LEAST_PAIRS) return { kind: 'stories-only', pairs: matched.length };
  const pairs = findNeighbours(matched, never);
  return {
    kind: 'measured',
    pairs: matched.length,
    asked: {
      matched: matched.length,
      others: asked.length,
      outcomes: eachOutcome((outcome) => apart(matched, asked, outcome)),
      balance: measureBalance(matched, asked, null)
    },
    similar: {
      matched: pairs.length,
      others: pairs.length,
      outcomes: eachOutcome((outcome) =>
        estimateNeighbours(
          pairs.map((pair) => [
            changeOf(pair.matched, outcome, pair.matched.dimension),
            changeOf(pair.other, outcome, pair.matched.dimension)
          ])
        )
      ),
      balance: measureBalance(matched, never, {
        matched: pairs.map((pair) => pair.matched),
        others: pairs.map((pair) => pair.other)
      })
    },
    withoutNeighbour: matched.length - pairs.length
  };
}

/** One estimate for each outcome. */
export function eachOutcome(estimate: (outcome: Outcome) => Estimate): Comparison['outcomes'] {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, estimate(outcome)])) as Comparison['outcomes'];
}

function apart(matched: readonly EffectUnit[], others: readonly EffectUnit[], outcome: Outcome): Estimate {
  const changes = (units: readonly EffectUnit[]) =>
    units.flatMap((unit) => changeOf(unit, outcome, unit.dimension) ?? []);
  const mine = changes(matched);
  return mine.length ? estimateApart(mine, changes(others)) : { kind: 'not-measured' };
}

/** Changes of neighbours, those with a mentor first; null where one cannot be told. */
export function estimateNeighbours(changes: readonly (readonly [number | null, number | null])[]): Estimate {
  const whole = changes.flatMap(([a, b]) => (a === null || b === null ? [] : [[a, b] as const]));
  if (changes.length && !whole.length) return { kind: 'not-measured' };
  return estimatePaired(
    whole.map(([a]) => a),
    whole.map(([, b]) => b)
  );
}

/**
 * How far a municipality moved between the waves; null where it cannot be told: no levels under this model, no dimension known, or
 * nothing applicable in it.
 *
 * @example
 * changeOf(unit, 'dimension-level', 'legal'); // 1
 */
export function changeOf(unit: EffectUnit, outcome: Outcome, dimension: string | null): number | null {
  const { before, after } = unit;
  if (outcome === 'score') return after.score - before.score;
  if (outcome === 'level') return minus(after.level, before.level);
  if (dimension === null) return null;
  const [then, now] = [before.dimensions[dimension], after.dimensions[dimension]];
  if (!then || !now) return null;
  return outcome === 'dimension-score' ? now.score - then.score : minus(now.level, then.level);
}

const minus = (now: number | null, then: number | null) => (now === null || then === null ? null : now - then);
