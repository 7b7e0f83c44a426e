/**
 * How probable a standard normal is beyond z in either direction.
 *
 * Abramowitz and Stegun 1964, "Handbook of Mathematical Functions", 7.1.26; off by at most 1.5e-7.
 *
 * @example
 * twoSided(1.959963984540054) // 0.05
 */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.min(1, Math.max(0, series * Math.exp(-x * x)));
}
