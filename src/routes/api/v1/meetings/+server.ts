import { listMeetings } from '$lib/server/outreach/meeting-list-service';
import { toResponse } from '$lib/server/shared/to-response';

export const GET = async ({ locals, url }) => {
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const limit = said('limit');
  const page = await listMeetings(locals.app, locals.actor, {
    ...{ networkId: said('network'), query: said('q'), form: said('form'), barrierId: said('barrier') },
    ...{ municipalityId: said('municipality'), after: said('after') },
    ...(limit && { limit: Number(limit) })
  });
  return toResponse(page, { 'cache-control': 'no-store' });
};
