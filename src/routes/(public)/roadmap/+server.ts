import { newestBooklet } from '$lib/server/model/public-booklet-service';
import { redirect } from '@sveltejs/kit';

/** The newest roadmap; a version's own address never changes what it shows. */
export const GET = async ({ locals }) => {
  redirect(307, `/roadmap/${await newestBooklet(locals.app, locals.actor)}`);
};
