import type { Problem } from '$lib/domain/shared/result';
import { readUnsubscribe, unsubscribe } from '$lib/server/outreach/public-campaign-service';
import { statusOf } from '$lib/server/shared/form';
import { error, fail } from '@sveltejs/kit';
import { whereFrom } from '../../../session-cookie';

/** Reading changes nothing: mail scanners open links. */
export const load = async (event) => {
  const { locals, params, setHeaders } = event;
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  if (params.token === 'test') return { state: 'test' as const, network: '' };
  const read = await readUnsubscribe(locals.app, locals.actor, { token: params.token, from: whereFrom(event) });
  if (!read.ok) {
    if (read.problems[0]?.code === 'too-many-tries') error(429, 'too-many-tries');
    return { state: 'unknown' as const, network: '' };
  }
  return { state: 'open' as const, network: read.value.network };
};

interface Answered {
  done?: boolean;
  problems?: Problem[];
}

export const actions = {
  /** The page's button, and the one of mail programs (RFC 8058). */
  default: async (event) => {
    const { locals, params } = event;
    const done = await unsubscribe(locals.app, locals.actor, { token: params.token, from: whereFrom(event) });
    if (!done.ok) return fail(statusOf(done.problems), { problems: done.problems } as Answered);
    return { done: true } as Answered;
  }
};
