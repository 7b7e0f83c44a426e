import type { MemberRole } from '$lib/domain/identity/actor';
import { m } from '$lib/paraglide/messages.js';

/** @example roleText('officer', 'Ljusdal') // 'handläggare för Ljusdal' */
export function roleText(role: MemberRole, municipality: string | null): string {
  if (role === 'officer')
    return municipality ? m.identity_role_officer_for({ municipality }) : m.identity_role_officer();
  return {
    administrator: m.identity_role_administrator,
    coordinator: m.identity_role_coordinator,
    analyst: m.identity_role_analyst
  }[role]();
}
