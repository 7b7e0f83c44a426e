/**
 * The lower median: the middle value, of two middle values the lower (the 4th smallest of 8). Null for none.
 *
 * @example
 * lowerMedian([0, 3, 1, 2]); // 1
 */
export function lowerMedian(values: readonly number[]): number | null {
  const sorted = values.slice();
  // by insertion: for the handful of dimensions faster than a sort with a comparison
  for (let i = 1; i < sorted.length; i++) {
    const value = sorted[i]!;
    let at = i;
    while (at > 0 && sorted[at - 1]! > value) sorted[at] = sorted[--at]!;
    sorted[at] = value;
  }
  return sorted[(sorted.length - 1) >> 1] ?? null;
}

/**
 * The arithmetic mean; throws for no values.
 *
 * @example
 * meanOf([50, 100]); // 75
 */
export function meanOf(values: readonly number[]): number {
  if (values.length === 0) throw new Error('The mean of no values was asked for');
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
