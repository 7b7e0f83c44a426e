import { readPush } from '$lib/server/push/service';
import { toResponse } from '$lib/server/shared/to-response';

/** What a browser needs to subscribe, and what its service worker asks when a notification arrives. */
export const GET = async ({ locals }) =>
  toResponse(await readPush(locals.app, locals.actor, {}), { 'cache-control': 'no-store' });
