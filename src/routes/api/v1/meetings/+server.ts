import { listMeetings } from '$lib/server/outreach/meeting-list-service';
import { refuseWords } from '$lib/server/outreach/search-input';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const GET = async ({ locals, url }) => {
  const refused = refuseWords(url);
  if (refused) return toResponse(refused, fresh);
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const limit = said('limit');
  const page = await listMeetings(locals.app, locals.actor, {
    ...{ networkId: said('network'), form: said('form'), barrierId: said('barrier') },
    ...{ municipalityId: said('municipality'), after: said('after') },
    ...(limit && { limit: Number(limit) })
  });
  return toResponse(page, fresh);
};
