import type { WaveRecord } from '../sync/records';

/**
 * The wave that people answer in: of the open ones the latest, else the one that opened last; undefined where there is none.
 * The same choice as the server makes when it decides which assessments a device gets.
 *
 * @example
 * currentWave([{ ...wave2025, closed: true }, { ...wave2026, closed: false }])?.name; // '2026'
 */
export function currentWave(waves: readonly WaveRecord[]): WaveRecord | undefined {
  return [...waves].sort((a, b) => Number(a.closed) - Number(b.closed) || (a.opensAt < b.opensAt ? 1 : -1))[0];
}
