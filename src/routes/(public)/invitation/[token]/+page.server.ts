import { isLocale } from '$lib/domain/shared/locale';
import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { acceptInvitation, askInvitationAgain, readInvitation } from '$lib/server/identity/public-invitation-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { error, fail, redirect } from '@sveltejs/kit';
import { keepLocale, keepSession, whereFrom } from '../../../session-cookie';

interface Asked {
  step: 'accept' | 'confirm' | 'asked-again' | 'second-factor';
  name?: string;
  email?: string;
  requestId?: string;
  problems?: Problem[];
}

/** Reading changes nothing: mail scanners open links. */
export const load = async ({ locals, params, setHeaders }) => {
  const result = await readInvitation(locals.app, locals.actor, { token: params.token });
  if (!result.ok) error(404, 'not-found');
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  return { invitation: result.value };
};

export const actions = {
  accept: async (event) => {
    const { locals, params } = event;
    const { name, email, requestId, code, locale } = readForm(await event.request.formData());
    const speaks = isLocale(locale) ? locale : getLocale();
    const result = await acceptInvitation(locals.app, locals.actor, {
      token: params.token,
      name: name?.trim() || undefined,
      email: email?.trim() || undefined,
      locale: speaks,
      from: whereFrom(event),
      confirmation: requestId ? { requestId, code: code ?? '' } : undefined
    });
    if (!result.ok) {
      const again = !requestId || result.problems.some((problem) => problem.code === 'code-ended');
      return fail(statusOf(result.problems), {
        step: again ? 'accept' : 'confirm',
        name,
        email,
        requestId,
        problems: result.problems
      } as Asked);
    }
    if (result.value.kind === 'confirm')
      return { step: 'confirm', name, email, requestId: result.value.requestId } as Asked;
    // joined; whoever has a second factor signs in with it
    if (result.value.kind === 'second-factor') redirect(303, '/sign-in');
    keepSession(event, result.value.token);
    keepLocale(event, result.value.locale);
    redirect(303, '/app');
  },
  again: async (event) => {
    const { locals, params } = event;
    const result = await askInvitationAgain(locals.app, locals.actor, { token: params.token, from: whereFrom(event) });
    if (!result.ok) return fail(statusOf(result.problems), { step: 'accept', problems: result.problems } as Asked);
    return { step: 'asked-again' } as Asked;
  }
};
