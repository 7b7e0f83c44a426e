import { fitsCoverage, readCoverageFilter } from '$lib/domain/outreach/coverage-stages';
import { m } from '$lib/paraglide/messages.js';
import { readCoverage } from '$lib/server/outreach/coverage-service';
import { tableFile } from '$lib/server/render/table-file';
import { sortLeastReached, tablePlaces } from '$lib/ui/coverage-table';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';

/** The municipalities that the filter in the address leaves, with their first days. */
export const GET = async (event) => {
  const { locals, url } = event;
  const { networkId } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const { municipalities, on } = orError(await readCoverage(locals.app, locals.actor, { networkId }));
  const filter = readCoverageFilter(url.searchParams);
  const places = sortLeastReached(municipalities.filter((place) => fitsCoverage(filter, place)));
  return tableFile(url.searchParams.get('format'), {
    name: `${m.coverage_file()}-${on}`,
    sheet: m.coverage_nav(),
    table: tablePlaces(places),
    json: places
  });
};
