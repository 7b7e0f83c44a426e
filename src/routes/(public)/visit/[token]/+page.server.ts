import type { Problem } from '$lib/domain/shared/result';
import { confirmVisit, dropVisit, readVisit } from '$lib/server/outreach/public-visit-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { error, fail } from '@sveltejs/kit';
import { whereFrom } from '../../../session-cookie';

/** Reading changes nothing: mail scanners open links. */
export const load = async (event) => {
  const { locals, params, setHeaders } = event;
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  const read = await readVisit(locals.app, locals.actor, { token: params.token, from: whereFrom(event) });
  if (read.ok) return { visit: read.value };
  if (read.problems[0]?.code === 'too-many-tries') error(429, 'too-many-tries');
  return { visit: null };
};

interface Answered {
  done?: 'confirmed' | 'dropped';
  /** ISO date of an earlier wish not to be contacted. */
  optedOutOn?: string;
  asked?: boolean;
  problems?: Problem[];
}

export const actions = {
  confirm: async (event) => {
    const { locals, params, request } = event;
    const { allow, asked } = readForm(await request.formData());
    const link = { token: params.token, from: whereFrom(event) };
    const done = await confirmVisit(locals.app, locals.actor, { ...link, allow: allow !== undefined });
    if (done.ok) return { done: 'confirmed' } as Answered;
    const [problem] = done.problems;
    if (problem?.code !== 'opted-out') return fail(statusOf(done.problems), { problems: done.problems } as Answered);
    // the first time it is a question, the second time an answer is missing
    return fail(400, { optedOutOn: String(problem.facts?.on), asked: asked !== undefined } as Answered);
  },
  drop: async (event) => {
    const { locals, params } = event;
    const done = await dropVisit(locals.app, locals.actor, { token: params.token, from: whereFrom(event) });
    if (!done.ok) return fail(statusOf(done.problems), { problems: done.problems } as Answered);
    return { done: 'dropped' } as Answered;
  }
};
