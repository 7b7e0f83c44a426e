import type { PairingRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { municipalityName, type Own } from '../own';

/** A pairing as its municipality sees it: "Björkstad helps you with Licences and conditions". */
export function pairingHeading(pairing: PairingRecord, own: Pick<Own, 'municipality' | 'text'>): string {
  const dimension = own.text.dimensions[pairing.dimension]?.name ?? pairing.dimension;
  const asked = pairing.status === 'invited';
  if (pairing.menteeId === own.municipality.id) {
    const mentor = municipalityName(pairing.mentorId);
    return asked ? m.pairing_title_offer({ mentor, dimension }) : m.mentoring_heading_mentee({ mentor, dimension });
  }
  const mentee = municipalityName(pairing.menteeId);
  return asked ? m.pairing_title_asked({ mentee, dimension }) : m.mentoring_heading_mentor({ mentee, dimension });
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
