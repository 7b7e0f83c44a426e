import { emptyAttendee, emptyDraft } from '$lib/domain/outreach/meeting-draft';
import { noteFromShared, type Shared } from '$lib/domain/outreach/shared-note';
import { v7 } from 'uuid';
import { keepDraft } from '../screens/outreach/meeting-drafts';
import { localToday } from '../screens/outreach/today';

/** An unfinished note of a meeting, begun with what was shared. @returns its place, and whether the device keeps it */
export async function takeShared(personId: string, shared: Shared): Promise<{ href: string; kept: boolean }> {
  const meetingId = v7();
  const start = emptyDraft({ meetingId, today: localToday(), municipalityIds: [] });
  const draft = { ...start, attendees: [emptyAttendee(v7())], ...noteFromShared(shared) };
  const kept = await keepDraft(personId, { draft, editing: false, keptAt: new Date().toISOString() });
  return { href: `/app/meetings/new?draft=${meetingId}`, kept };
}

/** What came along behind the `#`, where the device could store nothing. */
export function sharedInAddress(hash: string): Shared | null {
  const fields = new URLSearchParams(hash.slice(1));
  const [title = '', text = '', url = ''] = ['title', 'text', 'url'].map((name) => fields.get(name) ?? '');
  return title || text || url ? { title, text, url } : null;
}
