import { createHash } from 'node:crypto';
import { readCalendar } from '$lib/server/roadmap/public-calendar-service';
import { toResponse } from '$lib/server/shared/to-response';

/** Calendars fetch this by themselves: no cookies, and in nobody's shared cache. What has not changed is not sent again. */
export const GET = async ({ locals, params, request, getClientAddress }) => {
  const result = await readCalendar(locals.app, locals.actor, { token: params.token, address: getClientAddress() });
  if (!result.ok) return toResponse(result);
  const { file } = result.value;
  const etag = `"${createHash('sha256').update(file).digest('base64url').slice(0, 27)}"`;
  const headers = { etag, 'cache-control': 'private, max-age=900', 'x-robots-tag': 'noindex' };
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .map((one) => one.trim().replace(/^W\//, ''));
  if (known?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(file, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="waymark.ics"'
    }
  });
};
