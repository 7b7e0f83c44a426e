import type { PairingRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { municipalityName, type Own } from '../own';

/** A pairing as its municipality sees it: "Björkstad helps you with Licences and conditions". */
export function pairingHeading(pairing: PairingRecord, own: Pick<Own, 'municipality' | 'text'>): string {
  const dimension = own.text.dimensions[pairing.dimension]?.name ?? pairing.dimension;
  if (pairing.menteeId === own.municipality.id)
    return m.mentoring_heading_mentee({ mentor: municipalityName(pairing.mentorId), dimension });
  return m.mentoring_heading_mentor({ mentee: municipalityName(pairing.menteeId), dimension });
}

/** Came to an end, or to nothing. */
export const isOver = ({ status }: PairingRecord): boolean => status !== 'active' && status !== 'invited';

/** The municipality's pairings, those that run before those that are over, and of them those where it is helped first. */
export function ownPairings(pairings: readonly PairingRecord[], municipalityId: string): PairingRecord[] {
  const own = pairings.filter((p) => p.menteeId === municipalityId || p.mentorId === municipalityId);
  return own.sort(
    (a, b) =>
      Number(isOver(a)) - Number(isOver(b)) ||
      Number(b.menteeId === municipalityId) - Number(a.menteeId === municipalityId)
  );
}
