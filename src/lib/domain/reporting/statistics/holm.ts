/**
 * Several comparisons at once: each probability raised so that to call all of them noteworthy that are below a bound errs in
 * one of them no more often than the bound says (Holm 1979, "A simple sequentially rejective multiple test procedure").
 *
 * @returns the adjusted probabilities, in the order they were given
 * @example
 * holm([0.01, 0.04, 0.03, 0.005]) // [0.03, 0.06, 0.06, 0.02]
 */
export function holm(probabilities: readonly number[]): number[] {
  for (const p of probabilities) if (!(p >= 0 && p <= 1)) throw new Error(`Not a probability: ${p}`);
  const order = probabilities.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(probabilities.length);
  let least = 0;
  for (const [rank, { p, i }] of order.entries()) {
    least = Math.max(least, Math.min(1, (probabilities.length - rank) * p));
    adjusted[i] = least;
  }
  return adjusted;
}
