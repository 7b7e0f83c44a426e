import type { MemberRole, Membership } from './actor';

/**
 * The network a page is about: the one named in the address where the person has one of the roles there, else the first
 * where they have.
 *
 * @example
 * chooseNetwork([{ networkId: 'n', role: 'coordinator', municipalityId: null }], ['coordinator'], null) // 'n'
 */
export function chooseNetwork(
  memberships: readonly Membership[],
  roles: readonly MemberRole[],
  wanted: string | null
): string | null {
  const fitting = memberships.filter((m) => roles.includes(m.role));
  return (fitting.find((m) => m.networkId === wanted) ?? fitting[0])?.networkId ?? null;
}
