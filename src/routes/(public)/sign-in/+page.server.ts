import { localPath } from '$lib/domain/identity/local-path';
import type { Problem, Result } from '$lib/domain/shared/result';
import type { SignedIn } from '$lib/server/identity/finish-sign-in';
import {
  askCode,
  signInWithCode,
  signInWithPassword,
  signInWithSecondFactor
} from '$lib/server/identity/public-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { keepLocale, keepSession, whereFrom } from '../../session-cookie';

/** What the page asks for next, with everything the next form must send again. */
interface Asked {
  step: 'email' | 'password' | 'code' | 'second-factor';
  next: string;
  email?: string;
  requestId?: string;
  challenge?: string;
  problems?: Problem[];
}

export const load = ({ locals, url }) => {
  const next = localPath(url.searchParams.get('next'), '/app');
  if (locals.person) redirect(303, next);
  return { step: url.searchParams.get('way') === 'password' ? ('password' as const) : ('email' as const), next };
};

type Event = RequestEvent;

async function read(event: Event) {
  const form = readForm(await event.request.formData());
  return { form, next: localPath(form.next, '/app'), from: whereFrom(event) };
}

/** In, or on to the second factor; a code that has ended sends back to asking for one. */
function answer(event: Event, result: Result<SignedIn>, asked: Asked) {
  if (!result.ok) {
    const ended = result.problems.some((problem) => problem.code === 'code-ended');
    return fail(statusOf(result.problems), {
      ...asked,
      step: ended ? ('email' as const) : asked.step,
      problems: result.problems
    });
  }
  if (result.value.kind === 'second-factor')
    return { step: 'second-factor', next: asked.next, challenge: result.value.challenge } satisfies Asked;
  keepSession(event, result.value.token);
  keepLocale(event, result.value.locale);
  redirect(303, asked.next);
}

export const actions = {
  ask: async (event) => {
    const { form, next, from } = await read(event);
    const { email = '' } = form;
    const result = await askCode(event.locals.app, event.locals.actor, { email, from });
    if (!result.ok)
      return fail(statusOf(result.problems), { step: 'email', next, email, problems: result.problems } as Asked);
    return { step: 'code', next, email, requestId: result.value.requestId } as Asked;
  },
  code: async (event) => {
    const { form, next, from } = await read(event);
    const { requestId = '', code = '', email } = form;
    return answer(event, await signInWithCode(event.locals.app, event.locals.actor, { requestId, code, from }), {
      step: 'code',
      next,
      email,
      requestId
    });
  },
  password: async (event) => {
    const { form, next, from } = await read(event);
    const { email = '', password = '' } = form;
    return answer(event, await signInWithPassword(event.locals.app, event.locals.actor, { email, password, from }), {
      step: 'password',
      next,
      email
    });
  },
  second: async (event) => {
    const { form, next, from } = await read(event);
    const { challenge = '', code = '' } = form;
    return answer(
      event,
      await signInWithSecondFactor(event.locals.app, event.locals.actor, { challenge, code, from }),
      { step: 'second-factor', next, challenge }
    );
  }
};
