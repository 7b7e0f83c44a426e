import { layOverPlan } from '../outreach/merge-plan';
import type { MeetingCancel, MeetingPlan } from '../outreach/plan-commands';
import type { OutboxItem } from './outbox';
import type { PlannedMeetingRecord } from './planned-records';
import type { Change, ReadRecord } from './records';

/** What an unsent plan of a meeting makes of the records; see `applyCommand`. */
export function applyPlan(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  if (item.envelope.type === 'meeting.cancel') {
    const { meetingId, cancelled } = item.envelope.payload as MeetingCancel;
    const known = read('planned-meeting', meetingId);
    if (!known || known.state === 'held') return [];
    return [put({ ...known, state: cancelled ? 'cancelled' : 'planned' })];
  }
  const { meetingId, was, ...mine } = item.envelope.payload as MeetingPlan;
  const known = read('planned-meeting', meetingId);
  const content = known && was ? layOverPlan(known, mine, was) : mine;
  const invited = content.invited.map((one) => ({ ...known?.invited.find(({ id }) => id === one.id), ...one }));
  return [
    put({
      ...{ state: 'planned', organiserId: personId, ...known, ...content, invited },
      ...{ id: meetingId, version: item.ackedVersion ?? known?.version ?? 0 }
    })
  ];
}

const put = (data: PlannedMeetingRecord): Change => ({ entity: 'planned-meeting', id: data.id, data });
