import { listContactRecords, listContacts } from '$lib/server/outreach/contact-list-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url }) => {
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const limit = said('limit');
  const list = said('whole') === 'yes' ? listContactRecords : listContacts;
  const page = await list(locals.app, locals.actor, {
    ...{ networkId: said('network'), query: said('q'), role: said('role'), municipalityId: said('municipality') },
    ...{ removed: said('removed') === 'yes', after: said('after') },
    ...(limit && { limit: Number(limit) })
  });
  return toResponse(page, { 'cache-control': 'no-store' });
};
