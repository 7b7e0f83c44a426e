import { getLocale } from '$lib/paraglide/runtime.js';
import type { Problem } from '$lib/domain/shared/result';
import type { SignUpInput } from '$lib/domain/outreach/visit-sign-up';
import { readPublicPage, signUpForVisit } from '$lib/server/outreach/public-page-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { error, fail } from '@sveltejs/kit';
import { whereFrom } from '../../../session-cookie';

export const load = async ({ locals, params, setHeaders }) => {
  const page = await readPublicPage(locals.app, locals.actor, { slug: params.slug, locale: getLocale() });
  if (!page.ok) error(404, 'not-found');
  // the form says when it was made, and members see more
  setHeaders({ 'cache-control': 'private, no-cache' });
  return page.value;
};

interface Answered {
  sent?: 'mail' | 'call';
  problems?: Problem[];
  values?: Record<string, string | undefined>;
}

export const actions = {
  default: async (event) => {
    const { locals, params, request } = event;
    const values = readForm(await request.formData());
    const text = (name: string) => values[name] ?? '';
    const input = {
      ...{ slug: params.slug, locale: getLocale(), municipalityId: text('municipalityId'), name: text('name') },
      ...{ role: text('role'), email: text('email'), phone: text('phone'), wish: text('wish') },
      ...{ website: text('website'), shown: text('shown') }
    } as SignUpInput;
    const done = await signUpForVisit(locals.app, locals.actor, { ...input, from: whereFrom(event) });
    if (done.ok) return { sent: done.value.sent } as Answered;
    if (done.problems[0]?.code === 'not-found') error(404, 'not-found');
    return fail(statusOf(done.problems), { problems: done.problems, values } as Answered);
  }
};
