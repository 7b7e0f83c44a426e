import type { MeetingLog } from '../outreach/commands';
import { layOverMeeting, type MeetingContent } from '../outreach/merge-meeting';
import type { OutboxItem } from './outbox';
import type { Change, FollowUpRecord, ReadRecord } from './records';

/** What an unsent meeting, new or changed, makes of the records; see `applyCommand`. */
export function applyMeeting(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  const { meetingId, was, ...mine } = item.envelope.payload as MeetingLog;
  const known = read('meeting', meetingId);
  const promised = mine.followUps.flatMap(({ id }) => read('follow-up', id) ?? []);
  const { followUps, ...content } = known && was ? layOverMeeting(asContent(known, promised), mine, was) : mine;
  const version = item.ackedVersion ?? known?.version ?? 0;
  return [
    { entity: 'meeting', id: meetingId, data: { id: meetingId, ...content, version } },
    ...followUps.map(({ id, what, due }): Change => {
      const before = promised.find((one) => one.id === id);
      const data = {
        id,
        meetingId,
        municipalityId: content.municipalityIds[0] ?? null,
        what,
        due,
        ownerId: before?.ownerId ?? personId,
        done: before?.done ?? false,
        version: before?.version ?? 0
      };
      return { entity: 'follow-up', id, data };
    })
  ];
}

function asContent(
  { id: _id, version: _version, ...content }: Omit<MeetingContent, 'followUps'> & { id: string; version: number },
  followUps: readonly FollowUpRecord[]
): MeetingContent {
  return { ...content, followUps: followUps.map(({ id, what, due }) => ({ id, what, due })) };
}
