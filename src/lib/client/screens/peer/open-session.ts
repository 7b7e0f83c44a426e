import {
  emptyParticipant,
  emptySession,
  readSessionDraft,
  type SessionDraft,
  sessionFromRecord
} from '$lib/domain/mentoring/session-draft';
import { untrack } from 'svelte';
import { v7 } from 'uuid';
import { device } from '../../device.svelte';
import { findKept } from '../kept-form.svelte';
import { localToday } from '../outreach/today';
import { readPair } from './session-pair';

export interface OpenedSession {
  /** Where what is typed is kept. */
  key: string;
  start: SessionDraft;
  kept: { draft: SessionDraft; keptAt: string } | undefined;
  correcting: boolean;
}

const newKey = (pairingId: string) => `session/new/${pairingId}`;

function keptUnder(key: string): OpenedSession['kept'] {
  const found = findKept(key);
  const draft = readSessionDraft(found?.draft);
  return found && draft ? { draft, keptAt: found.keptAt } : undefined;
}

/** Whether a session of this pairing was begun and not saved. */
export const hasBegun = (pairingId: string): boolean => keptUnder(newKey(pairingId)) !== undefined;

/** A new session of a pairing, or one of its author's own to be corrected; what was begun is opened again. */
export function openSession(pairingId: string, sessionId: string | null): OpenedSession {
  // opened once: what arrives from the server meanwhile must not begin the form anew
  return untrack(() => {
    const known = sessionId ? device.one('session', sessionId) : undefined;
    if (known && known.createdBy === device.person?.id) {
      const key = `session/${known.id}`;
      return { key, start: sessionFromRecord(known), kept: keptUnder(key), correcting: true };
    }
    const key = newKey(pairingId);
    const kept = keptUnder(key);
    const own = device.ownMunicipalityIds;
    const pair = readPair(pairingId);
    const side = pair && own.includes(pair.mentorId) && !own.includes(pair.menteeId) ? 'mentor' : 'mentee';
    const start = emptySession({
      sessionId: kept?.draft.sessionId ?? v7(),
      pairingId,
      today: localToday(),
      participants: [
        emptyParticipant(v7(), side, device.person?.name),
        emptyParticipant(v7(), side === 'mentor' ? 'mentee' : 'mentor')
      ]
    });
    return { key, start, kept, correcting: false };
  });
}
