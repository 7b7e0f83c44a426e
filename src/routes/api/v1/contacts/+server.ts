import { listContactRecords, listContacts } from '$lib/server/outreach/contact-list-service';
import { refuseWords } from '$lib/server/outreach/search-input';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, url }) => {
  const refused = refuseWords(url);
  if (refused) return toResponse(refused, fresh);
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const limit = said('limit');
  const list = said('whole') === 'yes' ? listContactRecords : listContacts;
  const page = await list(locals.app, locals.actor, {
    ...{ networkId: said('network'), role: said('role'), municipalityId: said('municipality') },
    ...{ removed: said('removed') === 'yes', after: said('after') },
    ...(limit && { limit: Number(limit) })
  });
  return toResponse(page, fresh);
};
