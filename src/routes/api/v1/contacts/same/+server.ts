import { listSameContacts } from '$lib/server/outreach/same-contact-service';
import { readSameSearch } from '$lib/server/outreach/search-input';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const POST = async ({ locals, request }) => {
  const asked = await readSameSearch(request);
  if (!asked.ok) return toResponse(asked, fresh);
  const { network, contact = '', name = '', municipality = '', emails = [], phones = [] } = asked.value;
  const input = { networkId: network, contactId: contact, name, municipalityId: municipality, emails, phones };
  return toResponse(await listSameContacts(locals.app, locals.actor, input), fresh);
};
