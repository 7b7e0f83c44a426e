import { meanOf } from '../assessment/median';
import { studentQuantile } from './effect-student';
import { type Estimate, LEAST_GROUP } from './effect-types';

/**
 * The difference of the means of two groups with its 95 % interval, spread and size of the two need not be equal: Welch's t with
 * Satterthwaite's degrees of freedom (B. L. Welch, Biometrika 34, 1947, 28-35; F. E. Satterthwaite, Biometrics Bulletin 2, 1946,
 * 110-114).
 *
 * @param least under so many on either side nothing is estimated
 *
 * @example
 * estimateApart([1, 2, 3], [4, 6, 8], 3); // difference -4, low -8.15..., high 0.15..., df 2.94...
 */
export function estimateApart(matched: readonly number[], others: readonly number[], least = LEAST_GROUP): Estimate {
  if (Math.min(matched.length, others.length) < Math.max(2, least)) return tooFew(matched, others);
  const [first, second] = [varianceOf(matched) / matched.length, varianceOf(others) / others.length];
  const df = (first + second) ** 2 / (first ** 2 / (matched.length - 1) + second ** 2 / (others.length - 1));
  return around(matched, others, Math.sqrt(first + second), df);
}

/**
 * The mean of the differences of pairs with its 95 % interval: Student's t of the paired differences ("Student", Biometrika 6, 1908,
 * 1-25). Right for neighbours matched without replacement, whose outcomes are alike (P. C. Austin, Statistics in Medicine 30, 2011,
 * 1292-1301).
 *
 * @param others at each place the neighbour of the one at the same place in `matched`
 *
 * @example
 * estimatePaired([3, 5, 7], [1, 4, 4], 3); // difference 2, low -0.48..., high 4.48..., df 2
 */
export function estimatePaired(matched: readonly number[], others: readonly number[], least = LEAST_GROUP): Estimate {
  if (matched.length !== others.length) throw new Error('Pairs need as many neighbours as matched');
  if (matched.length < Math.max(2, least)) return tooFew(matched, others);
  const differences = matched.map((value, i) => value - others[i]!);
  return around(matched, others, Math.sqrt(varianceOf(differences) / differences.length), differences.length - 1);
}

const tooFew = (matched: readonly number[], others: readonly number[]): Estimate => ({
  kind: 'too-few',
  matched: matched.length,
  others: others.length
});

function around(matched: readonly number[], others: readonly number[], error: number, df: number): Estimate {
  const [a, b] = [meanOf(matched), meanOf(others)];
  const sizes = { matched: { n: matched.length, mean: a }, others: { n: others.length, mean: b } };
  const difference = a - b;
  // rounding of sums aside: an interval of no width would claim certainty
  if (!(error > 1e-9)) return { kind: 'no-spread', ...sizes, difference };
  const reach = studentQuantile(0.975, df) * error;
  return { kind: 'estimated', ...sizes, difference, low: difference - reach, high: difference + reach, df };
}

/**
 * The sample variance, by n - 1; 0 for fewer than two values.
 *
 * @example
 * varianceOf([1, 2, 3]); // 1
 */
export function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return sum / (values.length - 1);
}
