import { signOut } from '$lib/server/identity/public-service';
import { cookieName } from '$lib/server/auth/sessions';
import { redirect } from '@sveltejs/kit';
import { keepSession } from '../../session-cookie';

export const POST = async (event) => {
  const { locals, cookies } = event;
  await signOut(locals.app, locals.actor, { token: cookies.get(cookieName(locals.app)) ?? '' });
  keepSession(event, null);
  redirect(303, '/');
};
