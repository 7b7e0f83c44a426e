import type { App } from '../app';
import { currentWave, findWave, type WaveRow } from '../assessment/repository';

/** What a report is on: a wave of a network, the current one where none is named. */
export interface ReportOf {
  networkId: string;
  waveId?: string | undefined;
}

/** The wave a report is on: the one that is open, or any that was closed; undefined where the network has no such wave. */
export async function waveOfReport(app: App, { networkId, waveId }: ReportOf): Promise<WaveRow | undefined> {
  const current = await currentWave(app.db.read, networkId);
  if (waveId === undefined || waveId === current?.id) return current;
  const named = await findWave(app.db.read, waveId);
  return named?.networkId === networkId && named.closedAt ? named : undefined;
}
