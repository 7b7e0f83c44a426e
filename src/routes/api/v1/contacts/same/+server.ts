import { listSameContacts } from '$lib/server/outreach/same-contact-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url }) => {
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const found = await listSameContacts(locals.app, locals.actor, {
    ...{ networkId: said('network'), contactId: said('contact'), name: said('name') },
    ...{ municipalityId: said('municipality') },
    ...{ emails: url.searchParams.getAll('email'), phones: url.searchParams.getAll('phone') }
  });
  return toResponse(found, { 'cache-control': 'no-store' });
};
