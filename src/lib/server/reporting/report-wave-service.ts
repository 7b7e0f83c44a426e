import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { listWaves } from '../assessment/repository';
import { type ReportOf, waveOfReport } from './wave-of-report';

export interface ReportWaves {
  /** The one asked for; null where the network has none. */
  waveId: string | null;
  /** Those a report can be on, the newest first. */
  waves: { id: string; name: string; open: boolean }[];
}

/** Waves of a network that can be reported on: the one that is open, and every one that was closed. */
export async function listReportWaves(app: App, actor: Actor, input: ReportOf): Promise<Result<ReportWaves>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const wave = await waveOfReport(app, input);
  const rows = await listWaves(app.db.read, input.networkId);
  return ok({
    waveId: wave?.id ?? null,
    waves: rows.map(({ id, name, closedAt }) => ({ id, name, open: closedAt === null }))
  });
}
