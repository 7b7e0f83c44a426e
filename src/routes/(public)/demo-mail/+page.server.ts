import { listDemoMail } from '$lib/server/identity/public-demo-service';
import { error } from '@sveltejs/kit';

export const load = async ({ locals }) => {
  const result = await listDemoMail(locals.app, locals.actor, {});
  if (!result.ok) error(404, 'not-found');
  return { mails: result.value };
};
