import type { Problem } from '$lib/domain/shared/result';
import { LINK_KINDS, readReplyPage, replyByLink } from '$lib/server/outreach/public-campaign-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { today } from '$lib/server/shared/today';
import { error, fail } from '@sveltejs/kit';
import { whereFrom } from '../../../session-cookie';

/** Reading changes nothing: mail scanners open links. */
export const load = async (event) => {
  const { locals, params, setHeaders } = event;
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  if (params.token === 'test') return { state: 'test' as const, asked: null };
  const read = await readReplyPage(locals.app, locals.actor, { token: params.token, from: whereFrom(event) });
  if (!read.ok) {
    if (read.problems[0]?.code === 'too-many-tries') error(429, 'too-many-tries');
    return { state: 'unknown' as const, asked: null };
  }
  return { state: 'open' as const, asked: { ...read.value, today: today(locals.app) } };
};

interface Answered {
  done?: boolean;
  kind?: string;
  fields?: Record<string, string | undefined>;
  problems?: Problem[];
}

export const actions = {
  default: async (event) => {
    const { locals, params } = event;
    const fields = readForm(await event.request.formData());
    const kind = LINK_KINDS.find((known) => known === fields.kind);
    if (!kind) return fail(400, {} as Answered);
    const { until, name, email } = fields;
    const said = await replyByLink(locals.app, locals.actor, {
      ...{ token: params.token, from: whereFrom(event), kind },
      ...(kind === 'not-now' && { until: until || null }),
      ...(kind === 'wrong-person' && { name, email })
    });
    if (!said.ok) return fail(statusOf(said.problems), { kind, fields, problems: said.problems } as Answered);
    return { done: true, kind } as Answered;
  }
};
