import type { Problem, Result } from '$lib/domain/shared/result';
import { isLocale } from '$lib/domain/shared/locale';
import { cookieName } from '$lib/server/auth/sessions';
import {
  endOtherSessions,
  endOwnSession,
  readAccount,
  setPassword,
  updateProfile
} from '$lib/server/identity/account-service';
import { confirmSecondFactor, removeSecondFactor, startSecondFactor } from '$lib/server/identity/second-factor-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { keepLocale, keepSession } from '../../session-cookie';
import { needPerson } from '../need';
import { orError } from '../or-error';

type Section = 'profile' | 'password' | 'second-factor' | 'devices';
interface Answered {
  section: Section;
  done: boolean;
  problems?: Problem[];
}

const tokenOf = ({ cookies, locals }: RequestEvent) => cookies.get(cookieName(locals.app)) ?? '';

export const load = async (event) => {
  needPerson(event);
  return {
    account: orError(
      await readAccount(event.locals.app, event.locals.actor, { session: tokenOf(event as RequestEvent) })
    )
  };
};

function answer(section: Section, result: Result<unknown>) {
  if (!result.ok)
    return fail(statusOf(result.problems), { section, done: false, problems: result.problems } as Answered);
  return { section, done: true } as Answered;
}

/** What changes how one signs in gives this device a new token. */
function renew(event: RequestEvent, section: Section, result: Result<{ token: string | null }>) {
  if (result.ok) keepSession(event, result.value.token);
  return answer(section, result);
}

async function withCode(event: RequestEvent, work: typeof confirmSecondFactor) {
  const { code = '' } = readForm(await event.request.formData());
  const input = { code, session: tokenOf(event), address: event.getClientAddress() };
  return renew(event, 'second-factor', await work(event.locals.app, event.locals.actor, input));
}

export const actions = {
  profile: async (event) => {
    const { name = '', locale } = readForm(await event.request.formData());
    const speaks = isLocale(locale) ? locale : 'en';
    const result = await updateProfile(event.locals.app, event.locals.actor, { name, locale: speaks });
    if (result.ok) keepLocale(event, result.value.locale);
    return answer('profile', result);
  },
  password: async (event) => {
    const { password = '', current } = readForm(await event.request.formData());
    const input = { password, current, session: tokenOf(event), address: event.getClientAddress() };
    return renew(event, 'password', await setPassword(event.locals.app, event.locals.actor, input));
  },
  start: async ({ locals }) => answer('second-factor', await startSecondFactor(locals.app, locals.actor, {})),
  confirm: (event) => withCode(event, confirmSecondFactor),
  remove: (event) => withCode(event, removeSecondFactor),
  end: async ({ locals, request }) => {
    const { id = '' } = readForm(await request.formData());
    return answer('devices', await endOwnSession(locals.app, locals.actor, { id }));
  },
  others: async (event) =>
    answer('devices', await endOtherSessions(event.locals.app, event.locals.actor, { session: tokenOf(event) }))
};
