import type { Pattern } from './scalability';

/**
 * How well each criterion goes with the others: the correlation of meeting it with how many of the others are met (corrected
 * item-total correlation; Nunnally & Bernstein 1994, 8). Low or negative: it measures something else, or is misunderstood.
 *
 * @returns for each criterion -1 to 1; null where all meet it or none does, or where all others are alike
 * @example
 * itemRest([[true, true], [false, false], [true, true]]) // [1, 1]
 */
export function itemRest(patterns: readonly Pattern[]): (number | null)[] {
  const length = patterns[0]?.length ?? 0;
  const totals = patterns.map((pattern) => pattern.filter(Boolean).length);
  return Array.from({ length }, (_, item) => {
    const own = patterns.map((pattern) => Number(pattern[item]));
    const rest = totals.map((total, i) => total - own[i]!);
    return correlation(own, rest);
  });
}

/** Pearson's; null where one of the two never differs. */
function correlation(x: readonly number[], y: readonly number[]): number | null {
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [i, one] of x.entries()) {
    const [dx, dy] = [one - mx, y[i]! - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
