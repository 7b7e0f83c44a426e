import { getLocale } from '$lib/paraglide/runtime.js';
import { readCheckForm, takeCheck } from '$lib/server/assessment/public-check-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { error, fail } from '@sveltejs/kit';

export const load = async ({ locals }) => {
  const form = await readCheckForm(locals.app, locals.actor, { locale: getLocale() });
  if (!form.ok) error(500, form.problems[0]?.message ?? '');
  return form.value;
};

export const actions = {
  default: async ({ locals, request }) => {
    const answers = readForm(await request.formData());
    const result = await takeCheck(locals.app, locals.actor, { locale: getLocale(), answers });
    if (!result.ok) return fail(statusOf(result.problems), { problem: result.problems[0]?.code ?? '', result: null });
    return { problem: '', result: result.value };
  }
};
