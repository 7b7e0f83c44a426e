import type { Problem } from '$lib/domain/shared/result';
import { listInvitations, renewInvitation, revokeInvitation } from '$lib/server/identity/invitation-service';
import type { InvitationMade } from '$lib/server/identity/make-invitation';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail } from '@sveltejs/kit';
import { needNetwork, pageOf } from '../../../need';
import { orError } from '../../../or-error';

interface Answered {
  made?: InvitationMade;
  revoked?: boolean;
  problems?: Problem[];
}

const STATES = ['waiting', 'open', 'used', 'expired', 'revoked'] as const;

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, networkName } = needNetwork(event, ['administrator', 'coordinator']);
  const state = STATES.find((s) => s === url.searchParams.get('state')) ?? null;
  const { offset, limit } = pageOf(url, 50);
  return {
    ...orError(await listInvitations(locals.app, locals.actor, { networkId, state, offset, limit })),
    state,
    networkId,
    networkName
  };
};

export const actions = {
  revoke: async ({ locals, request }) => {
    const { invitationId = '' } = readForm(await request.formData());
    const result = await revokeInvitation(locals.app, locals.actor, { invitationId });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as Answered);
    return { revoked: true } as Answered;
  },
  renew: async ({ locals, request }) => {
    const { invitationId = '' } = readForm(await request.formData());
    const result = await renewInvitation(locals.app, locals.actor, { invitationId });
    if (!result.ok) return fail(statusOf(result.problems), { problems: result.problems } as Answered);
    return { made: result.value } as Answered;
  }
};
