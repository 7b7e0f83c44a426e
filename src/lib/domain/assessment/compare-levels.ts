import { lowerMedian } from './median';

export interface LevelComparison {
  /** The lower median. */
  level: number;
  /** Where the middle half is: a quarter, rounded down, is left out at each end; null where that would leave out nobody. */
  middle: [low: number, high: number] | null;
  /** How many municipalities these levels are of. */
  compared: number;
}

/**
 * Levels of others as one level and the middle half, or null where they are fewer than the threshold. The highest and the
 * lowest are never shown: each is one municipality's.
 *
 * @example
 * compareLevels([0, 1, 1, 2, 4], 5) // { level: 1, middle: [1, 2], compared: 5 }
 */
export function compareLevels(levels: readonly number[], threshold: number): LevelComparison | null {
  const level = lowerMedian(levels);
  if (level === null || levels.length < threshold) return null;
  const sorted = [...levels].sort((a, b) => a - b);
  const out = Math.floor(sorted.length / 4);
  const middle: [number, number] | null = out > 0 ? [sorted[out]!, sorted[sorted.length - 1 - out]!] : null;
  return { level, middle, compared: sorted.length };
}
