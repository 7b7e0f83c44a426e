import { getLocale } from '$lib/paraglide/runtime.js';
import { readPublishedReport } from '$lib/server/reporting/public-service';
import { error } from '@sveltejs/kit';

export const load = async ({ locals, params }) => {
  const result = await readPublishedReport(locals.app, locals.actor, { id: params.id, locale: getLocale() });
  if (!result.ok) error(result.problems[0]?.code === 'not-found' ? 404 : 500, result.problems[0]?.message ?? '');
  return result.value;
};
