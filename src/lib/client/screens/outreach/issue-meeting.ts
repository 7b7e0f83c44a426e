import { seenOf, toPayload } from '$lib/domain/outreach/draft-payload';
import type { MeetingDraft } from '$lib/domain/outreach/meeting-draft';
import type { MeetingPhoto } from '$lib/domain/outreach/meeting-parts';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { device } from '../../device.svelte';
import { meetingKey } from './network';
import { placeNames } from './words';

/**
 * Stores a meeting as a change to be sent, and after it one for each of its photos.
 *
 * @param seen what its author had on the screen; left out for a new meeting
 * @returns what stands in the way; nothing was stored then
 */
export async function issueMeeting(
  draft: MeetingDraft,
  seen: MeetingDraft | undefined,
  today: string
): Promise<Problem[]> {
  const payload = toPayload(draft, today);
  if (!payload.ok) return payload.problems;
  const { meetingId, photos } = draft;
  const base = draft.baseVersion ?? (device.one('meeting', meetingId)?.version || null);
  const was = seen && seenOf(seen, payload.value);
  const nextContactWhat = m.meetings_next_contact_what({ places: placeNames(draft.municipalityIds) }).slice(0, 300);
  const result = await device.issue(
    'meeting.log',
    meetingKey(meetingId),
    { ...payload.value, ...(was && { was }), ...(payload.value.nextContactOn && { nextContactWhat }) },
    base
  );
  if (!result.ok) return result.problems;
  for (const photo of photos) {
    const added = await addPhoto(meetingId, photo);
    if (!added.ok) return added.problems;
  }
  // what was refused before is in the new one: it must not lie on top of it
  for (const { seq, key, state, envelope } of device.outbox) {
    if (state !== 'failed') continue;
    if (key === meetingKey(meetingId) && envelope.type === 'meeting.log') await device.discard(seq);
    const about = envelope.payload as { meetingId?: string };
    if (envelope.type === 'meeting-photo.add' && about.meetingId === meetingId) await device.retry(seq);
  }
  return [];
}

/** A photo whose bytes are on this device, for a meeting that is logged. */
export function addPhoto(meetingId: string, { id: fileId, name, sha256, size }: MeetingPhoto) {
  return device.issue('meeting-photo.add', `file:${fileId}`, { fileId, meetingId, name, sha256, size }, null);
}
