import { type Comparison, type EffectResult, type Estimate, LEAST_PAIRS, type Outcome } from './effect-types';

export type Against = 'asked' | 'similar';

/**
 * What the evidence says in one sentence.
 * - `more`, `less`: the whole interval lies on one side of nothing
 * - `unclear`: nothing lies inside the interval, or everybody changed alike
 * - `no-comparison`: enough pairs, and too few others to compare them with
 */
export type Finding =
  | { kind: 'stories-only'; pairs: number; needed: number }
  | { kind: 'no-comparison'; pairs: number }
  | {
      kind: 'more' | 'less' | 'unclear';
      outcome: Outcome;
      against: Against;
      estimate: Extract<Estimate, { kind: 'estimated' | 'no-spread' }>;
    };

/** Chosen before any result was seen, and not by it: what mentoring is about, beside those most alike in their wish. */
const ORDER: readonly (readonly [Against, Outcome])[] = [
  ['asked', 'dimension-score'],
  ['similar', 'dimension-score'],
  ['asked', 'score'],
  ['similar', 'score']
];

/**
 * The one comparison that the heading speaks of: the first that could be made of a fixed order, whatever it shows.
 *
 * @example
 * findFinding({ kind: 'stories-only', pairs: 7 }); // { kind: 'stories-only', pairs: 7, needed: 20 }
 */
export function findFinding(result: EffectResult): Finding {
  if (result.kind === 'stories-only') return { ...result, needed: LEAST_PAIRS };
  for (const [against, outcome] of ORDER) {
    const estimate = (result[against] satisfies Comparison).outcomes[outcome];
    if (estimate.kind === 'no-spread') return { kind: 'unclear', outcome, against, estimate };
    if (estimate.kind !== 'estimated') continue;
    const kind = estimate.low > 0 ? 'more' : estimate.high < 0 ? 'less' : 'unclear';
    return { kind, outcome, against, estimate };
  }
  return { kind: 'no-comparison', pairs: result.pairs };
}
