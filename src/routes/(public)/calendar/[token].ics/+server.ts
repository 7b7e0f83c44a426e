import { readCalendar } from '$lib/server/roadmap/public-calendar-service';
import { toResponse } from '$lib/server/shared/to-response';

/** Calendars fetch this by themselves: no cookies, and in nobody's shared cache. */
export const GET = async ({ locals, params, getClientAddress }) => {
  const result = await readCalendar(locals.app, locals.actor, { token: params.token, address: getClientAddress() });
  if (!result.ok) return toResponse(result);
  return new Response(result.value.file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="waymark.ics"',
      'cache-control': 'private, max-age=900',
      'x-robots-tag': 'noindex'
    }
  });
};
