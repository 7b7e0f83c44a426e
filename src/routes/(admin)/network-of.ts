import { redirect } from '@sveltejs/kit';

/**
 * The network a page of the administration is about: the signed-in person's. Whoever is not signed in goes there
 * first; what the person may do is the services' business.
 */
export function networkOf(event: { locals: App.Locals; url: URL }): string {
  const networkId = event.locals.person?.memberships[0]?.networkId;
  if (!networkId) redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
  return networkId;
}
