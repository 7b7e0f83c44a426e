import { NO_LIFE } from '$lib/domain/sync/apply-pairing-life';
import type { PairingLife } from '$lib/domain/mentoring/pairing-life';
import type { Side } from '$lib/domain/mentoring/pairing-states';
import type { PairingRecord } from '$lib/domain/sync/records';
import { device } from '../../../device.svelte';
import { municipalityName } from '../../own';

/** A pairing as whoever reads it sees it. */
export interface PairingPage {
  pairing: PairingRecord;
  life: PairingLife;
  /** The side this person speaks for; a coordinator speaks for the mentee's where somebody must. */
  side: Side;
  /** An officer of one of the two: coordinators help, but answer for nobody. */
  own: boolean;
  mentee: string;
  mentor: string;
  /** The other municipality; for a coordinator the mentor. */
  other: string;
  /** The dimension in words. */
  theme: string;
}

/** Called inside `$derived`, so that pages follow every change. */
export function readPairingPage(id: string, chosen = device.ownMunicipalityId): PairingPage | null {
  const pairing = device.one('pairing', id);
  if (!pairing) return null;
  const { menteeId, mentorId } = pairing;
  const places = device.ownMunicipalityIds;
  // whoever answers for both speaks for the one chosen
  const speaksFor = (place: string) => places.includes(place) && (chosen === place || !isOneOfTwo(chosen, pairing));
  const side: Side = speaksFor(mentorId) && !speaksFor(menteeId) ? 'mentor' : 'mentee';
  const [mentee, mentor] = [municipalityName(menteeId), municipalityName(mentorId)];
  return {
    ...{ pairing, life: pairing.life ?? NO_LIFE, side, mentee, mentor },
    own: places.includes(menteeId) || places.includes(mentorId),
    other: side === 'mentee' ? mentor : mentee,
    theme: device.text?.dimensions[pairing.dimension]?.name ?? pairing.dimension
  };
}

const isOneOfTwo = (id: string | null, { menteeId, mentorId }: PairingRecord) => id === menteeId || id === mentorId;

/** Whether this side has said yes. */
export const hasAccepted = ({ pairing, side }: PairingPage): boolean =>
  side === 'mentee' ? pairing.menteeAccepted : pairing.mentorAccepted;

/** What is agreed and done can still be changed. */
export const isOpen = ({ pairing }: PairingPage): boolean => pairing.status === 'active';
