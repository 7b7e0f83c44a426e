/**
 * How well the largest contribution to a magnitude can be estimated: the second largest contributor takes his own away
 * and knows the rest to be small.
 */
export interface DominanceRule {
  /** The largest must not be estimable to within this share of itself; usual: 0.1 to 0.2. */
  share: number;
}

export const DEFAULT_DOMINANCE: DominanceRule = { share: 0.1 };

export type Dominance =
  | { dominated: false }
  /** `within`: to which share of itself the largest can be estimated. */
  | { dominated: true; because: 'single' | 'two' | 'estimable'; within: number };

/**
 * The p-percent rule for sums of money, hours or numbers of data sets: a sum is not published where its second largest
 * contributor, by taking away his own, comes to within `share` of the largest. One contributor is the sum himself; of
 * two, each knows the other.
 *
 * Hundepool and others 2012, "Statistical Disclosure Control", section 4.2.2 (p% rule); Cox 1981, Journal of the American Statistical Association 76.
 *
 * @param contributions What each municipality adds, 0 or more, any order. Contributions of 0 are no contributors.
 * @example
 * judgeDominance([100, 40, 5]) // { dominated: true, because: 'estimable', within: 0.05 }: 145 - 40 is 105
 * judgeDominance([100, 40, 30]) // { dominated: false }
 */
export function judgeDominance(
  contributions: readonly number[],
  { share }: DominanceRule = DEFAULT_DOMINANCE
): Dominance {
  const [largest = 0, second = 0, ...rest] = contributions.filter((one) => one > 0).sort((a, b) => b - a);
  if (largest === 0) return { dominated: false };
  if (second === 0) return { dominated: true, because: 'single', within: 0 };
  if (rest.length === 0) return { dominated: true, because: 'two', within: 0 };
  const within = rest.reduce((sum, one) => sum + one, 0) / largest;
  return within < share ? { dominated: true, because: 'estimable', within } : { dominated: false };
}
