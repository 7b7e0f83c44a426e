export type NetworkRole = 'administrator' | 'coordinator' | 'analyst';
export type MemberRole = NetworkRole | 'officer';

export interface Membership {
  networkId: string;
  role: MemberRole;
  /** Set for officers, and only for them. */
  municipalityId: string | null;
}

/** Whoever asks a service for something. */
export type Actor =
  | { kind: 'anonymous' }
  /** Somebody with a shell on the server: the command line. */
  | { kind: 'operator' }
  /** The program itself: jobs, migrations, first run. */
  | { kind: 'system' }
  | { kind: 'person'; personId: string; memberships: readonly Membership[] };

export const ANONYMOUS: Actor = { kind: 'anonymous' };
export const OPERATOR: Actor = { kind: 'operator' };
export const SYSTEM: Actor = { kind: 'system' };

/** The name of an actor in the audit log: an id, never a person's name. */
export function actorId(actor: Actor): string {
  return actor.kind === 'person' ? actor.personId : actor.kind;
}
