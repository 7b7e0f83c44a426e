import type { Problem } from '../shared/result';
import type { Actor, MemberRole } from './actor';

/** Who may do what. `officer` rights reach as far as the officer's own municipality. */
const RIGHTS = {
  'network:read': ['administrator', 'coordinator', 'analyst', 'officer'],
  'network:administer': ['administrator'],
  'person:list': ['administrator', 'coordinator'],
  'person:invite': ['administrator', 'coordinator'],
  'person:disable': ['administrator'],
  'officer:hand-over': ['administrator', 'coordinator', 'officer'],
  'audit:read': ['administrator'],
  'mail:read': ['administrator'],
  'register:read': ['administrator', 'coordinator', 'analyst', 'officer'],
  'register:import': ['administrator', 'coordinator'],
  'model:read': ['administrator', 'coordinator', 'analyst', 'officer'],
  'model:edit': ['administrator'],
  'wave:edit': ['administrator', 'coordinator'],
  'assessment:read': ['officer'],
  // drafts stay inside the municipality: the network's people see answers once they are submitted
  'assessment:read-submitted': ['administrator', 'coordinator', 'analyst', 'officer'],
  'assessment:answer': ['officer'],
  /** Filling in with a municipality, on a visit or a call. */
  'assessment:assist': ['administrator', 'coordinator'],
  /** Comments on what was submitted, returning, approving, extending, opening again. */
  'assessment:review': ['administrator', 'coordinator'],
  /** Making and revoking links that open one thing without an account. */
  'link:edit': ['officer', 'coordinator', 'administrator'],
  'assessment:progress': ['administrator', 'coordinator', 'analyst', 'officer'],
  'roadmap:read': ['officer'],
  'roadmap:edit': ['officer'],
  'meeting:read': ['administrator', 'coordinator'],
  'meeting:log': ['administrator', 'coordinator'],
  /** What barriers were raised where; an officer sees what was noted about their own municipality. */
  'ledger:read': ['administrator', 'coordinator', 'analyst', 'officer'],
  'barrier:correct': ['administrator', 'coordinator', 'officer'],
  'barrier:settle': ['administrator', 'coordinator'],
  /** Naming who in a municipality looks after open data. */
  'data-person:set': ['administrator', 'coordinator', 'officer'],
  'contact:edit': ['administrator', 'coordinator'],
  'campaign:edit': ['administrator', 'coordinator'],
  /** How many municipalities have been reached, and which: the network's own figures. */
  'coverage:read': ['administrator', 'coordinator', 'analyst'],
  'visit:plan': ['administrator', 'coordinator'],
  /** What the network shows to everybody: its page, materials, poster, figures to embed. */
  'public:edit': ['administrator', 'coordinator'],
  // a session is between the two municipalities: coordinators read along, they do not write in it
  'session:log': ['officer'],
  /** Telling what a pairing led to, and agreeing to be named: nobody but the municipality itself. */
  'story:tell': ['officer'],
  'mentoring:offer': ['officer', 'coordinator'],
  'pairing:read': ['administrator', 'coordinator', 'officer'],
  /** Saying yes or no to an invitation: nobody but the municipality itself. */
  'pairing:reply': ['officer'],
  'pairing:edit': ['coordinator', 'officer'],
  'round:read': ['administrator', 'coordinator'],
  'round:compute': ['coordinator', 'administrator'],
  'round:publish': ['coordinator', 'administrator'],
  'report:draft': ['analyst', 'coordinator', 'administrator'],
  /** Saying yes to what somebody else wants to publish. */
  'report:approve': ['analyst', 'coordinator', 'administrator'],
  'report:publish': ['analyst', 'administrator'],
  /** Sending unsent work that somebody else gave away as a file, in that person's name. */
  'work:bring': ['administrator', 'coordinator'],
  'sync:push': ['administrator', 'coordinator', 'analyst', 'officer'],
  'sync:pull': ['administrator', 'coordinator', 'analyst', 'officer'],
  'account:own': ['administrator', 'coordinator', 'analyst', 'officer'],
  'database:maintain': []
} as const satisfies Record<string, readonly MemberRole[]>;

export type Permission = keyof typeof RIGHTS;

/** What an officer may do beyond the own municipality; every other right of an officer ends at its border. */
const NETWORK_WIDE_FOR_OFFICERS: readonly Permission[] = [
  'network:read',
  'register:read',
  'model:read',
  'sync:push',
  'sync:pull',
  'account:own'
];

export interface Scope {
  networkId: string;
  /** Leave out where the thing belongs to the whole network. */
  municipalityId?: string | null;
}

/**
 * The first line of every service function. Returns null where the actor may, else the refusal.
 *
 * Without a scope it asks whether the actor holds the right anywhere: used before the thing itself has been read,
 * and always followed by a second call with the scope.
 *
 * @example
 * authorize(ANONYMOUS, 'meeting:log', { networkId }) // { ok: false, problems: [{ code: 'not-signed-in', ... }] }
 */
export function authorize(
  actor: Actor,
  permission: Permission,
  scope?: Scope
): { ok: false; problems: Problem[] } | null {
  if (actor.kind === 'operator' || actor.kind === 'system') return null;
  if (actor.kind === 'anonymous')
    return refusal('not-signed-in', 'Sign in first - nobody is signed in on this device.');
  const roles: readonly MemberRole[] = RIGHTS[permission];
  const allowed = actor.memberships.some(
    (membership) =>
      roles.includes(membership.role) &&
      (!scope || membership.networkId === scope.networkId) &&
      (membership.role !== 'officer' ||
        !scope ||
        NETWORK_WIDE_FOR_OFFICERS.includes(permission) ||
        (membership.municipalityId !== null && membership.municipalityId === scope.municipalityId))
  );
  return allowed
    ? null
    : refusal('forbidden', `You do not have the right "${permission}" here - ask an administrator of your network.`);
}

function refusal(code: string, message: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ code, path: '', message }] };
}
