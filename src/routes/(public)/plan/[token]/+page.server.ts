import { getLocale } from '$lib/paraglide/runtime.js';
import { readSharedPlan } from '$lib/server/roadmap/public-plan-service';
import { error } from '@sveltejs/kit';

/** Reading changes nothing: mail scanners open links. */
export const load = async ({ locals, params, setHeaders, getClientAddress }) => {
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  const result = await readSharedPlan(locals.app, locals.actor, {
    token: params.token,
    locale: getLocale(),
    address: getClientAddress()
  });
  if (result.ok) return { plan: result.value, ended: null };
  const code = result.problems[0]?.code;
  if (code === 'link-expired' || code === 'link-revoked') return { plan: null, ended: code };
  if (code === 'too-many-tries') error(429, result.problems[0]!.message);
  error(404, 'not-found');
};
