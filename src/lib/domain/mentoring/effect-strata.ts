import { meanOf } from '../assessment/median';
import { varianceOf } from './effect-interval';
import { studentQuantile } from './effect-student';
import { type Estimate, LEAST_GROUP } from './effect-types';

/** Changes of one period: those with a mentor, and those beside them. */
export interface Stratum {
  matched: readonly number[];
  others: readonly number[];
}

/**
 * The difference of means of two groups within each period, put together by how many matched each period has, with its 95 %
 * interval: periods differ in who took part and what happened meanwhile, so nobody is compared across them. Periods with fewer than
 * two on a side have no variance of their own and are left out. With one period it is Welch's (`estimateApart`).
 *
 * Source: the stratified mean and its variance, and the degrees of freedom, W. G. Cochran, Sampling Techniques, third edition, 1977,
 * equations 5.1, 5.6 (without the correction for finite populations) and 5.16; weights as in direct standardisation, each
 * period's share of the matched.
 *
 * @param least under so many on either side, all periods together, nothing is estimated
 *
 * @example
 * estimateStrata([{ matched: [1, 2, 3], others: [0, 1, 2] }, { matched: [5, 6, 7], others: [4, 5, 6] }], 3); // difference 1
 */
export function estimateStrata(strata: readonly Stratum[], least = LEAST_GROUP): Estimate {
  const whole = strata.filter(({ matched, others }) => Math.min(matched.length, others.length) >= 2);
  const count = (side: keyof Stratum, of: readonly Stratum[]) => of.reduce((sum, one) => sum + one[side].length, 0);
  const [matched, others] = [count('matched', whole), count('others', whole)];
  if (Math.min(matched, others) < Math.max(2, least)) return { kind: 'too-few', matched, others };
  let [mean, otherMean, variance, spread] = [0, 0, 0, 0];
  for (const stratum of whole) {
    const weight = stratum.matched.length / matched;
    mean += weight * meanOf(stratum.matched);
    otherMean += weight * meanOf(stratum.others);
    for (const values of [stratum.matched, stratum.others]) {
      const part = (weight ** 2 * varianceOf(values)) / values.length;
      variance += part;
      spread += part ** 2 / (values.length - 1);
    }
  }
  const sizes = { matched: { n: matched, mean }, others: { n: others, mean: otherMean } };
  const difference = mean - otherMean;
  const error = Math.sqrt(variance);
  // rounding of sums aside: an interval of no width would claim certainty
  if (!(error > 1e-9)) return { kind: 'no-spread', ...sizes, difference };
  const df = variance ** 2 / spread;
  const reach = studentQuantile(0.975, df) * error;
  return { kind: 'estimated', ...sizes, difference, low: difference - reach, high: difference + reach, df };
}
