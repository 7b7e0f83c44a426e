import type { MeetingLog, MeetingPhotoAdd, MeetingPhotoRemove } from '../outreach/commands';
import { promisesOf, withLaterParts } from '../outreach/meeting-parts';
import { layOverMeeting, type MeetingContent } from '../outreach/merge-meeting';
import { nextContactId } from '../outreach/next-contact';
import type { OutboxItem } from './outbox';
import type { Change, FollowUpRecord, MeetingRecord, ReadRecord } from './records';

/** What an unsent meeting, new or changed, makes of the records; see `applyCommand`. */
export function applyMeeting(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  const { meetingId, was, nextContactWhat, ...mine } = item.envelope.payload as MeetingLog;
  const known = read('meeting', meetingId);
  const promised = mine.followUps.flatMap(({ id }) => read('follow-up', id) ?? []);
  const { followUps, ...content } = known && was ? layOverMeeting(asContent(known, promised), mine, was) : mine;
  const version = item.ackedVersion ?? known?.version ?? 0;
  const data: MeetingRecord = { ...known, ...content, id: meetingId, version };
  const place = content.municipalityIds[0] ?? null;
  const plan = read('planned-meeting', meetingId);
  return [
    { entity: 'meeting', id: meetingId, data },
    ...(plan ? [{ entity: 'planned-meeting', id: meetingId, data: { ...plan, state: 'held' } } as const] : []),
    ...followUps.map(({ id, what, due, ownerId, promisedBy }): Change => {
      const before = promised.find((one) => one.id === id);
      const by = promisedBy ?? before?.promisedBy ?? 'owner';
      const promise: FollowUpRecord = {
        ...before,
        ...{ id, meetingId, municipalityId: place, what, due, ownerId: ownerId ?? before?.ownerId ?? personId },
        ...{ done: before?.done ?? false, version: before?.version ?? 0 },
        promisedBy: by === 'owner' ? undefined : by
      };
      return { entity: 'follow-up', id, data: promise };
    }),
    ...nextContact(data, nextContactWhat, read('follow-up', nextContactId(meetingId)), { place, personId })
  ];
}

/** A date makes the follow-up or moves it; without a date it is done with. */
function nextContact(
  { id: meetingId, nextContactOn }: MeetingRecord,
  words: string | undefined,
  before: FollowUpRecord | undefined,
  of: { place: string | null; personId: string }
): Change[] {
  const id = nextContactId(meetingId);
  if (!nextContactOn) return before ? [{ entity: 'follow-up', id, data: { ...before, done: true } }] : [];
  const what = words ?? before?.what ?? '';
  const done = before?.due === nextContactOn && before.done;
  const kept = before ?? { id, meetingId, municipalityId: of.place, ownerId: of.personId, version: 0 };
  return [{ entity: 'follow-up', id, data: { ...kept, what, due: nextContactOn, done } }];
}

/** What an unsent photo makes of its meeting. */
export function applyMeetingPhoto(item: OutboxItem, read: ReadRecord): Change[] {
  const { meetingId: id, fileId } = item.envelope.payload as MeetingPhotoAdd | MeetingPhotoRemove;
  const meeting = read('meeting', id);
  if (!meeting) return [];
  const others = (meeting.photos ?? []).filter((photo) => photo.id !== fileId);
  if (item.envelope.type === 'meeting-photo.add') {
    const { name, sha256, size } = item.envelope.payload as MeetingPhotoAdd;
    const photo = { id: fileId, sha256, name, type: 'image/jpeg', size };
    return [{ entity: 'meeting', id, data: { ...meeting, photos: [...others, photo] } }];
  }
  // what is brought back comes with the server's answer
  const { removed } = item.envelope.payload as MeetingPhotoRemove;
  return removed ? [{ entity: 'meeting', id, data: { ...meeting, photos: others } }] : [];
}

function asContent(meeting: MeetingRecord, followUps: readonly FollowUpRecord[]): MeetingContent {
  const { id, version: _version, photos: _photos, ...content } = withLaterParts(meeting);
  return { ...content, followUps: promisesOf(id, followUps) };
}
