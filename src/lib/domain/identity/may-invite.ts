import type { Actor, MemberRole } from './actor';

/**
 * Whether an actor may give somebody this role in a network: nobody hands out more than they have themselves.
 * Administrators invite everybody, coordinators everybody but administrators, officers only colleagues of their own
 * municipality (that is decided where the municipality is known, by `officer:hand-over`).
 *
 * @example
 * mayInvite({ kind: 'person', personId: 'p', memberships: [{ networkId: 'n', role: 'coordinator', municipalityId: null }] }, 'n', 'administrator')
 * // { may: false, because: 'administrators-only' }
 */
export function mayInvite(
  actor: Actor,
  networkId: string,
  role: MemberRole
): { may: true } | { may: false; because: 'administrators-only' } {
  if (actor.kind === 'operator' || actor.kind === 'system') return { may: true };
  const administers =
    actor.kind === 'person' && actor.memberships.some((m) => m.networkId === networkId && m.role === 'administrator');
  return role !== 'administrator' || administers ? { may: true } : { may: false, because: 'administrators-only' };
}
