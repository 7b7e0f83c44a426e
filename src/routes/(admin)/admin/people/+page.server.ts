import type { MemberRole } from '$lib/domain/identity/actor';
import type { Problem, Result } from '$lib/domain/shared/result';
import {
  disablePerson,
  enablePerson,
  endMembership,
  listPeople,
  resetSecondFactor
} from '$lib/server/identity/people-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { needNetwork, pageOf } from '../../need';
import { orError } from '../../or-error';

const ROLES: readonly MemberRole[] = ['administrator', 'coordinator'];
const STATES = ['active', 'disabled', 'former'] as const;
const ALL_ROLES = ['administrator', 'coordinator', 'analyst', 'officer'] as const;
const oneOf = <T extends string>(list: readonly T[], value: string | null) =>
  list.find((item) => item === value) ?? null;

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, networkName, person } = needNetwork(event, ROLES);
  const filter = {
    role: oneOf(ALL_ROLES, url.searchParams.get('role')),
    state: oneOf(STATES, url.searchParams.get('state')),
    search: url.searchParams.get('q')?.slice(0, 100) ?? ''
  };
  const { offset, limit } = pageOf(url, 50);
  const list = orError(await listPeople(locals.app, locals.actor, { networkId, ...filter, offset, limit }));
  const administers = person.memberships.some((m) => m.networkId === networkId && m.role === 'administrator');
  return { ...list, filter, networkId, networkName, administers };
};

type Work = (
  app: RequestEvent['locals']['app'],
  actor: RequestEvent['locals']['actor'],
  input: { networkId: string; personId: string }
) => Promise<Result<null>>;

interface Answered {
  done: 'disable' | 'enable' | 'reset' | 'end' | null;
  personId?: string;
  problems?: Problem[];
}

function answer(done: Answered['done'], result: Result<null>, personId?: string) {
  if (!result.ok) return fail(statusOf(result.problems), { done: null, problems: result.problems } as Answered);
  return { done, personId } as Answered;
}

async function onPerson({ locals, request }: RequestEvent, done: Answered['done'], work: Work) {
  const { networkId = '', personId = '' } = readForm(await request.formData());
  return answer(done, await work(locals.app, locals.actor, { networkId, personId }), personId);
}

export const actions = {
  disable: (event) => onPerson(event, 'disable', disablePerson),
  enable: (event) => onPerson(event, 'enable', enablePerson),
  reset: (event) => onPerson(event, 'reset', resetSecondFactor),
  end: async ({ locals, request }) => {
    const { membershipId = '' } = readForm(await request.formData());
    return answer('end', await endMembership(locals.app, locals.actor, { membershipId }));
  }
};
