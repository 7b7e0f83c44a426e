import { listContactRecords, listContacts } from '$lib/server/outreach/contact-list-service';
import { readContactSearch } from '$lib/server/outreach/search-input';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const POST = async ({ locals, request }) => {
  const asked = await readContactSearch(request);
  if (!asked.ok) return toResponse(asked, fresh);
  const { network, q = '', role = '', municipality = '', after = '', removed = false, whole, limit } = asked.value;
  const list = whole ? listContactRecords : listContacts;
  const page = await list(locals.app, locals.actor, {
    ...{ networkId: network, query: q, role, municipalityId: municipality, after, removed },
    ...(limit !== undefined && { limit })
  });
  return toResponse(page, fresh);
};
