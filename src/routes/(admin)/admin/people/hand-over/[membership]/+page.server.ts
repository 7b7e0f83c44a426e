import type { Problem } from '$lib/domain/shared/result';
import { handOver, readHandOver } from '$lib/server/identity/hand-over-service';
import type { Left } from '$lib/server/identity/leave-municipality';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail } from '@sveltejs/kit';
import { needPerson } from '../../../../need';
import { orError } from '../../../../or-error';

interface Answered {
  left?: Left;
  to?: string;
  email?: string;
  problems?: Problem[];
}

export const load = async (event) => {
  needPerson(event);
  const { locals, params } = event;
  return orError(await readHandOver(locals.app, locals.actor, { membershipId: params.membership }));
};

export const actions = {
  default: async ({ locals, request, params }) => {
    const { to = '', email } = readForm(await request.formData());
    const way =
      to === 'mail'
        ? { inviteEmail: email?.trim() || null }
        : to === 'link'
          ? { inviteByLink: true }
          : { successorId: to || null };
    const result = await handOver(locals.app, locals.actor, { membershipId: params.membership, ...way });
    if (!result.ok) return fail(statusOf(result.problems), { to, email, problems: result.problems } as Answered);
    return { left: result.value, email } as Answered;
  }
};
