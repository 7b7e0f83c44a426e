import { OPERATOR } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { listReportWaves } from '$lib/server/reporting/report-wave-service';
import type { ReportOf } from '$lib/server/reporting/wave-of-report';
import type { OptionSpec } from './command';
import { findGivenNetwork } from './find-network';

/** `--wave`: the current one where it is left out. */
export const waveOption: OptionSpec = {
  type: 'string',
  value: 'WAVE',
  about: 'Id or name of the wave the report is on; without it the current one'
};

/** The report of a network and wave named by id or by name. */
export async function findGivenReport(
  app: App,
  { network, wave }: { network: string | null; wave: string | null }
): Promise<Result<ReportOf>> {
  const found = await findGivenNetwork(app, network);
  if (!found.ok) return found;
  const networkId = found.value.id;
  if (wave === null) return ok({ networkId });
  const listed = await listReportWaves(app, OPERATOR, { networkId });
  if (!listed.ok) return listed;
  const { waves } = listed.value;
  const chosen = waves.find(({ id }) => id === wave) ?? waves.find(({ name }) => name === wave);
  if (chosen) return ok({ networkId, waveId: chosen.id });
  const list = waves.map(({ id, name }) => `${id} "${name}"`).join(', ');
  return refuse('wave-unknown', 'wave', `There is no wave "${wave}" - those there are: ${list || 'none'}.`);
}
