import { meanOf } from '../assessment/median';
import { varianceOf } from './effect-interval';
import { scoreOn, sizeOf } from './effect-neighbours';
import type { Balance, Covariate, EffectUnit } from './effect-types';

const COVARIATES: readonly Covariate[] = ['score', 'dimension-score', 'population', 'group'];

/** Beyond this, in either direction, two groups did not begin alike (Stuart 2010, 11, after Rubin 2001). */
export const IMBALANCE = 0.25;

/**
 * How alike two groups were in the wave before: the difference of their means in standard deviations, the same standard deviation
 * (root of the mean of the two variances, before neighbours were chosen) before and after (P. C. Austin, Statistics in Medicine 28,
 * 2009, 3083-3107; E. A. Stuart, Statistical Science 25, 2010, 1-21). For the group, the largest difference of any of the groups' shares.
 *
 * On the dimension, whoever did not ask is taken at the mean over the dimensions of the matched.
 *
 * @param chosen the same after neighbours were chosen, `others[i]` the neighbour of `matched[i]`; null where none are looked for
 *
 * @example
 * measureBalance(matched, never, null);
 * // [{ covariate: 'score', before: 0.31, after: null }, ...]
 */
export function measureBalance(
  matched: readonly EffectUnit[],
  others: readonly EffectUnit[],
  chosen: { matched: readonly EffectUnit[]; others: readonly EffectUnit[] } | null
): Balance[] {
  const asked = matched.map(({ dimension }) => dimension);
  const times = countEach(asked);
  const all = (units: readonly EffectUnit[]) => units.map((unit) => unit.dimension);
  return COVARIATES.map((covariate) => {
    if (covariate === 'group') return { covariate, ...groupBalance(matched, others, chosen) };
    const read = (units: readonly EffectUnit[], on: readonly (string | null)[]) =>
      units.flatMap((unit, i) => valueOf(covariate, unit, on[i] ?? null, times) ?? []);
    const [a, b] = [read(matched, asked), read(others, all(others))];
    const spread = Math.sqrt((varianceOf(a) + varianceOf(b)) / 2);
    const after = chosen && [read(chosen.matched, all(chosen.matched)), read(chosen.others, all(chosen.matched))];
    return {
      covariate,
      before: standardised(a, b, spread),
      after: after && standardised(after[0]!, after[1]!, spread)
    };
  });
}

function valueOf(
  covariate: Covariate,
  unit: EffectUnit,
  dimension: string | null,
  asked: ReadonlyMap<string | null, number>
): number | null {
  if (covariate === 'score') return unit.before.score;
  if (covariate === 'population') return sizeOf(unit.population);
  if (dimension !== null) return scoreOn(unit, dimension);
  let [sum, n] = [0, 0];
  for (const [id, times] of asked) {
    const score = scoreOn(unit, id);
    if (score === null) continue;
    sum += times * score;
    n += times;
  }
  return n ? sum / n : null;
}

function countEach<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function standardised(a: readonly number[], b: readonly number[], spread: number): number | null {
  if (!a.length || !b.length) return null;
  const apart = meanOf(a) - meanOf(b);
  if (spread > 1e-12) return apart / spread;
  return Math.abs(apart) <= 1e-12 ? 0 : null;
}

function groupBalance(
  matched: readonly EffectUnit[],
  others: readonly EffectUnit[],
  chosen: { matched: readonly EffectUnit[]; others: readonly EffectUnit[] } | null
): { before: number | null; after: number | null } {
  const groups = [...new Set([...matched, ...others].map(({ group }) => group))];
  const share = (units: readonly EffectUnit[], group: string | null) =>
    units.filter((unit) => unit.group === group).length / units.length;
  const widest = (a: readonly EffectUnit[], b: readonly EffectUnit[]) => {
    if (!a.length || !b.length) return null;
    const apart = groups.map((group) => {
      const [p, q] = [share(matched, group), share(others, group)];
      const spread = Math.sqrt((p * (1 - p) + q * (1 - q)) / 2);
      const gap = Math.abs(share(a, group) - share(b, group));
      return spread > 1e-12 ? gap / spread : gap <= 1e-12 ? 0 : null;
    });
    return apart.includes(null) ? null : Math.max(...apart.map((gap) => gap ?? 0));
  };
  return { before: widest(matched, others), after: chosen && widest(chosen.matched, chosen.others) };
}
