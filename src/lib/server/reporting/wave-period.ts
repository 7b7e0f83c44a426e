import type { App } from '../app';
import { listWaves, type WaveRow } from '../assessment/repository';

/** From after one moment to another, and the days of both; with no wave before there is no beginning. */
export interface WavePeriod {
  after: { at: Date; day: string } | null;
  until: { at: Date; day: string };
}

/**
 * Of which time meetings and pairings count for a wave: from when the one before was closed, not when it was meant to
 * close, until this one is, or now. So each counts for one wave, also what was between two: of two that counted the same
 * meetings the difference would be the few that were held since.
 */
export async function periodOf(app: App, wave: WaveRow): Promise<WavePeriod> {
  // the newest first
  const before = (await listWaves(app.db.read, wave.networkId)).find(
    ({ id, opensAt, closedAt }) => id !== wave.id && closedAt !== null && opensAt < wave.opensAt
  );
  return { after: before?.closedAt ? momentOf(before.closedAt) : null, until: momentOf(wave.closedAt ?? app.now()) };
}

const momentOf = (at: Date) => ({ at, day: at.toISOString().slice(0, 10) });
