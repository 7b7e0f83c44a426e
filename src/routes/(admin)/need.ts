import type { MemberRole } from '$lib/domain/identity/actor';
import { chooseNetwork } from '$lib/domain/identity/choose-network';
import type { SignedInPerson } from '$lib/domain/identity/signed-in-person';
import { error, redirect } from '@sveltejs/kit';

interface Asking {
  locals: App.Locals;
  url: URL;
}

/** Whoever is signed in; everybody else is sent to sign in and back. */
export function needPerson({ locals, url }: Asking): SignedInPerson {
  if (!locals.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  return locals.person;
}

/** The network this page is about: `?network=`, else the first where the person has one of the roles. */
export function needNetwork(
  asking: Asking,
  roles: readonly MemberRole[]
): { person: SignedInPerson; networkId: string; networkName: string } {
  const person = needPerson(asking);
  const networkId = chooseNetwork(person.memberships, roles, asking.url.searchParams.get('network'));
  const membership = person.memberships.find((m) => m.networkId === networkId);
  if (!membership) error(403, 'forbidden');
  return { person, networkId: membership.networkId, networkName: membership.networkName };
}

/** Which part of a list the address asks for; page 1 is the first. */
export function pageOf(url: URL, size: number): { offset: number; limit: number; page: number } {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  return { page, offset: (page - 1) * size, limit: size };
}
