import type { MemberRole } from '$lib/domain/identity/actor';
import type { Problem } from '$lib/domain/shared/result';
import type { InvitationMade } from '$lib/server/identity/make-invitation';
import { createInvitation } from '$lib/server/identity/invitation-service';
import { listRegister } from '$lib/server/register/service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';

interface Answered {
  made?: InvitationMade;
  role?: string;
  municipalityId?: string;
  email?: string;
  problems?: Problem[];
}

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, person } = needNetwork(event, ['administrator', 'coordinator']);
  const { entries } = orError(await listRegister(locals.app, locals.actor, { networkId, state: 'valid' }));
  const municipalities = entries.map(({ id, name, code }) => ({ id, name, code }));
  const administers = person.memberships.some((m) => m.networkId === networkId && m.role === 'administrator');
  return { networkId, municipalities, administers, municipalityId: url.searchParams.get('municipality') ?? '' };
};

export const actions = {
  default: async ({ locals, request }) => {
    const { networkId = '', role = '', municipalityId, email } = readForm(await request.formData());
    const input = {
      networkId,
      role: role as MemberRole,
      municipalityId: role === 'officer' ? municipalityId || null : null,
      email: email?.trim() || null
    };
    const result = await createInvitation(locals.app, locals.actor, input);
    if (!result.ok)
      return fail(statusOf(result.problems), { role, municipalityId, email, problems: result.problems } as Answered);
    return { made: result.value, role, email } as Answered;
  }
};
