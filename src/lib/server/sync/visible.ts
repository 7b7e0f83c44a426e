import type { Actor } from '$lib/domain/identity/actor';

/** What one person may keep on a device, worked out once for a pull. */
export interface Sight {
  personId: string;
  networkId: string;
  /** Municipalities the person is an officer of. */
  own: string[];
  /** Coordinator or administrator: meetings, follow-ups, progress of all. */
  coordinates: boolean;
  /** Anyone of the network's own people: progress of all. */
  seesProgress: boolean;
}

/** One network at a time: the first membership decides; most people have one. */
export function sightOf(actor: Actor): Sight | null {
  if (actor.kind !== 'person') return null;
  const networkId = actor.memberships[0]?.networkId;
  if (!networkId) return null;
  const here = actor.memberships.filter((m) => m.networkId === networkId);
  return {
    personId: actor.personId,
    networkId,
    own: here.flatMap((m) => (m.role === 'officer' && m.municipalityId ? [m.municipalityId] : [])),
    coordinates: here.some((m) => m.role === 'coordinator' || m.role === 'administrator'),
    seesProgress: here.some((m) => m.role !== 'officer')
  };
}
