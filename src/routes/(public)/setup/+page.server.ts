import { isLocale } from '$lib/domain/shared/locale';
import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { isSetUp } from '$lib/server/identity/public-service';
import { checkSetupCode, initialiseNetwork } from '$lib/server/identity/public-setup-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { keepLocale, keepSession, whereFrom } from '../../session-cookie';

interface Asked {
  step: 'code' | 'network' | 'administrator';
  code?: string;
  networkName?: string;
  country?: string;
  locale?: string;
  name?: string;
  email?: string;
  problems?: Problem[];
}

const NETWORK_FIELDS = ['networkName', 'country', 'locale'];

export const load = async ({ locals }) => {
  if (await isSetUp(locals.app)) redirect(303, '/sign-in');
};

export const actions = {
  code: async (event) => {
    const { code = '' } = readForm(await event.request.formData());
    const result = await checkSetupCode(event.locals.app, event.locals.actor, { code, from: whereFrom(event) });
    if (!result.ok) return fail(statusOf(result.problems), { step: 'code', code, problems: result.problems } as Asked);
    return { step: 'network', code: result.value.code, locale: getLocale() } as Asked;
  },
  network: async (event) => {
    return { ...readForm(await event.request.formData()), step: 'administrator' } as Asked;
  },
  administrator: async (event) => {
    const { password, ...form } = readForm(await event.request.formData());
    const { code = '', networkName = '', country = '', name = '', email = '' } = form;
    const locale = isLocale(form.locale) ? form.locale : getLocale();
    const input = {
      code,
      networkName,
      country: country.toUpperCase(),
      locale,
      name,
      email,
      password: password || undefined,
      from: whereFrom(event)
    };
    const result = await initialiseNetwork(event.locals.app, event.locals.actor, input);
    if (!result.ok) {
      // back to the step with the first field that is wrong
      const path = result.problems[0]?.path ?? '';
      const step = path === 'code' ? 'code' : NETWORK_FIELDS.includes(path) ? 'network' : 'administrator';
      return fail(statusOf(result.problems), { ...form, step, problems: result.problems } as Asked);
    }
    keepSession(event, result.value.token);
    keepLocale(event, locale);
    redirect(303, '/admin/register');
  }
};
