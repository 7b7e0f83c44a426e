import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { compressed } from '$lib/server/shared/compressed';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

/** A page still open of whoever was signed in here before: nothing of theirs is sent as, or fetched for, somebody else. */
function otherPerson(locals: App.Locals, request: Request): Response | null {
  const meant = request.headers.get('x-waymark-person');
  if (!meant || !locals.person || meant === locals.person.id) return null;
  const message = 'Somebody else is signed in on this device now - sign in again to send your own work.';
  return Response.json({ errors: [{ code: 'other-person', path: '', message }] }, { status: 401 });
}

export const POST = async ({ locals, request }) => {
  const other = otherPerson(locals, request);
  if (other) return other;
  const body = await readJson(request);
  return compressed(request, toResponse(body.ok ? await pushCommands(locals.app, locals.actor, body.value) : body));
};

export const GET = async ({ locals, request, url }) => {
  const since = Number(url.searchParams.get('since') ?? 0);
  const input = { since, page: url.searchParams.get('page') };
  const other = otherPerson(locals, request);
  if (other) return other;
  const pulled = await pullChanges(locals.app, locals.actor, input);
  return compressed(request, toResponse(pulled, { 'cache-control': 'no-store' }));
};
