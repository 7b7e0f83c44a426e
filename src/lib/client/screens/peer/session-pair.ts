import type { PairingRecord } from '$lib/domain/sync/records';
import { m } from '$lib/paraglide/messages.js';
import { device } from '../../device.svelte';
import { municipalityName } from '../own';

/** The two municipalities whose sessions are read or written. */
export interface Pair {
  id: string;
  menteeId: string;
  mentorId: string;
  mentee: string;
  mentor: string;
  dimension: string;
  /** An officer of either side: coordinators read along. */
  writes: boolean;
}

/** A pairing with its names, from itself or, for a coordinator, from one of its sessions; called inside `$derived`. */
export function readPair(id: string): Pair | null {
  const found = device.one('pairing', id) ?? device.all('session').find(({ pairingId }) => pairingId === id);
  if (!found) return null;
  const { menteeId, mentorId } = found;
  const own = device.ownMunicipalityIds;
  return {
    ...{ id, menteeId, mentorId },
    mentee: municipalityName(menteeId),
    mentor: municipalityName(mentorId),
    dimension: device.text?.dimensions[found.dimension]?.name ?? found.dimension,
    writes: own.includes(menteeId) || own.includes(mentorId)
  };
}

export const pairWords = ({ mentor, mentee, dimension }: Pair): string =>
  m.sessions_heading({ mentor, mentee, dimension });

/** Both have been asked, and it did not come to nothing: what is done together can be written down. */
export const canMeet = ({ status }: Pick<PairingRecord, 'status'>): boolean =>
  status === 'invited' || status === 'active' || status === 'closed';

export const sessionKey = (id: string): string => `session:${id}`;
export const remarkKey = (id: string): string => `remark:${id}`;
