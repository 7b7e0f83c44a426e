import { getLocale } from '$lib/paraglide/runtime.js';

export const load = ({ locals }) => ({
  person: locals.person,
  demo: locals.app.env.WAYMARK_DEMO === '1',
  locale: getLocale()
});
