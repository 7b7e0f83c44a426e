import { listMeetings } from '$lib/server/outreach/meeting-list-service';
import { readMeetingSearch } from '$lib/server/outreach/search-input';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const POST = async ({ locals, request }) => {
  const asked = await readMeetingSearch(request);
  if (!asked.ok) return toResponse(asked, fresh);
  const { network, q = '', form = '', barrier = '', municipality = '', after = '', limit } = asked.value;
  const page = await listMeetings(locals.app, locals.actor, {
    ...{ networkId: network, query: q, form, barrierId: barrier, municipalityId: municipality, after },
    ...(limit !== undefined && { limit })
  });
  return toResponse(page, fresh);
};
