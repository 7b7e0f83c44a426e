import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { answerQuestion, readQuestion } from '$lib/server/assessment/public-question-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { error, fail } from '@sveltejs/kit';
import { whereFrom } from '../../../session-cookie';

interface Answered {
  done?: 'answered' | 'agreed' | 'kept';
  name?: string;
  value?: string;
  note?: string;
  problems?: Problem[];
}

/** What the error page beside this one puts into words. */
const STATUS: Record<string, number> = { 'link-unknown': 404, 'too-many-tries': 429 };

/** Reading changes nothing: mail scanners open links. */
export const load = async (event) => {
  const { locals, params, setHeaders } = event;
  const result = await readQuestion(locals.app, locals.actor, {
    token: params.token,
    from: whereFrom(event),
    locale: getLocale()
  });
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  if (!result.ok) {
    const { code } = result.problems[0]!;
    // gone for good, as far as this link is concerned
    error(STATUS[code] ?? 410, code);
  }
  return { question: result.value };
};

export const actions = {
  default: async (event) => {
    const { locals, params } = event;
    const { name, value, note } = readForm(await event.request.formData());
    const result = await answerQuestion(locals.app, locals.actor, {
      token: params.token,
      from: whereFrom(event),
      name,
      value,
      note
    });
    if (result.ok) return { done: result.value.kind } as Answered;
    return fail(statusOf(result.problems), { name, value, note, problems: result.problems } as Answered);
  }
};
