/** The middle 95 % of a standard normal lie between minus and plus this. */
export const Z_95 = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson's interval for a share (Wilson 1927; recommended by Brown, Cai & DasGupta 2001): unlike the textbook's p ± 1.96 s it
 * stays between 0 and 1 and says something where nobody or everybody answered yes.
 *
 * @param n size of the sample, need not be whole: an effective size where the sample was not simple
 * @example
 * wilson(81 / 263, 263) // { low: 0.2553, high: 0.3662 } (Newcombe 1998, table I)
 */
export function wilson(share: number, n: number, z = Z_95): Interval {
  if (!(share >= 0 && share <= 1) || !(n > 0)) throw new Error(`No interval for a share of ${share} among ${n}`);
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
