/**
 * The threshold that holds for a wave: what was promised to those who answer when it opened, or more where the network has
 * become stricter since. A network that asks for less later keeps its word.
 *
 * @param promised of the wave; null where it opened before this was kept
 * @example
 * promisedThreshold(5, 3) // 5
 * promisedThreshold(5, 8) // 8
 */
export function promisedThreshold(promised: number | null, now: number): number {
  return Math.max(promised ?? now, now);
}
