import type { ReportOf } from '$lib/server/reporting/wave-of-report';
import { needNetwork } from '../../need';
import { ROLES } from './roles';

/** Whose report, and of which wave, the address asks for; with what links keep of it. */
export function reportOf(event: Parameters<typeof needNetwork>[0]) {
  const { person, networkId, networkName } = needNetwork(event, ROLES);
  const waveId = event.url.searchParams.get('wave') || undefined;
  const report: ReportOf = { networkId, waveId };
  const query = new URLSearchParams({ network: networkId, ...(waveId && { wave: waveId }) }).toString();
  return { person, networkId, networkName, report, query };
}
