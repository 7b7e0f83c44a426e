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
import { readNotifyChoices, setNotifyChoices } from '$lib/server/push/choice-service';
import { unsubscribePush } from '$lib/server/push/service';
import { createCalendarFeed, readCalendarChoices, revokeCalendarFeed } from '$lib/server/roadmap/calendar-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { keepLocale, keepSession } from '../../session-cookie';
import { needPerson } from '../need';
import { orError } from '../or-error';

type Section = 'profile' | 'password' | 'second-factor' | 'calendar' | 'calendar-off' | 'notify' | 'devices';
interface Answered {
  section: Section;
  done: boolean;
  problems?: Problem[];
  /** Of one's calendar, this once. */
  address?: string;
}

const tokenOf = ({ cookies, locals }: RequestEvent) => cookies.get(cookieName(locals.app)) ?? '';

export const load = async (event) => {
  needPerson(event);
  const { app, actor } = event.locals;
  return {
    account: orError(await readAccount(app, actor, { session: tokenOf(event as RequestEvent) })),
    calendar: orError(await readCalendarChoices(app, actor, {})),
    notify: orError(await readNotifyChoices(app, actor, {}))
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
  calendar: async ({ locals }) => {
    const result = await createCalendarFeed(locals.app, locals.actor, {});
    if (!result.ok) return answer('calendar', result);
    return { section: 'calendar', done: true, address: result.value.address } as Answered;
  },
  calendarOff: async ({ locals }) => answer('calendar-off', await revokeCalendarFeed(locals.app, locals.actor, {})),
  notify: async ({ locals, request }) => {
    const { how, silence, digest, 'digest-asked': asked } = readForm(await request.formData());
    // not asked of those who are reminded of nothing
    const ways = how && { mail: how === 'mail' || how === 'both', push: how === 'push' || how === 'both' };
    return answer(
      'notify',
      await setNotifyChoices(locals.app, locals.actor, {
        ...(ways || {}),
        silence: silence === 'on',
        ...(asked && { digest: digest === 'on' })
      })
    );
  },
  pushOff: async ({ locals, request }) => {
    const { id = '' } = readForm(await request.formData());
    return answer('notify', await unsubscribePush(locals.app, locals.actor, { id }));
  },
  end: async ({ locals, request }) => {
    const { id = '' } = readForm(await request.formData());
    return answer('devices', await endOwnSession(locals.app, locals.actor, { id }));
  },
  others: async (event) =>
    answer('devices', await endOtherSessions(event.locals.app, event.locals.actor, { session: tokenOf(event) }))
};
