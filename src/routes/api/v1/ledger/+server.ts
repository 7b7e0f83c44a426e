import { readLedgerFilter } from '$lib/domain/outreach/ledger';
import { readLedger } from '$lib/server/outreach/ledger-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url }) => {
  const { searchParams } = url;
  const found = await readLedger(locals.app, locals.actor, {
    networkId: searchParams.get('network') ?? '',
    municipalityId: searchParams.get('municipality'),
    filter: readLedgerFilter(searchParams)
  });
  return toResponse(found, { 'cache-control': 'no-store' });
};
