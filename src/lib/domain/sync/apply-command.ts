import type { ProfileSet } from '../mentoring/commands';
import type { FollowUpDone, MeetingLog } from '../outreach/commands';
import type { SettingSet, StepSet } from '../roadmap/commands';
import { mergeStep } from '../roadmap/merge-step';
import { applyAnswer } from './apply-answer';
import { applyAssessmentCommand } from './apply-assessment-command';
import type { OutboxItem } from './outbox';
import type { Change, ReadRecord } from './records';

/**
 * What one unsent change makes of the records on this device: the person sees it at once, the server's
 * records stay untouched beneath. A type this version does not know changes nothing.
 */
export function applyCommand(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  const { type, payload } = item.envelope;
  const version = (known: number | undefined) => item.ackedVersion ?? known ?? 0;
  switch (type) {
    case 'answer.set':
      return applyAnswer(item, read, personId);
    case 'step.set': {
      const { municipalityId, criterionId, ...change } = payload as StepSet;
      const id = `${municipalityId}/${criterionId}`;
      const known = read('step', id);
      const step = mergeStep(known, change, personId);
      return [
        { entity: 'step', id, data: { id, municipalityId, criterionId, ...step, version: version(known?.version) } }
      ];
    }
    case 'setting.set': {
      const { municipalityId: id, ...setting } = payload as SettingSet;
      return [{ entity: 'setting', id, data: { id, ...setting, version: version(read('setting', id)?.version) } }];
    }
    case 'meeting.log': {
      const { meetingId, followUps, ...content } = payload as MeetingLog;
      const changes: Change[] = [
        {
          entity: 'meeting',
          id: meetingId,
          data: { id: meetingId, ...content, version: version(read('meeting', meetingId)?.version) }
        }
      ];
      for (const { id, what, due } of followUps) {
        const known = read('follow-up', id);
        const data = {
          id,
          meetingId,
          municipalityId: content.municipalityIds[0] ?? null,
          what,
          due,
          ownerId: known?.ownerId ?? personId,
          done: known?.done ?? false,
          version: known?.version ?? 0
        };
        changes.push({ entity: 'follow-up', id, data });
      }
      return changes;
    }
    case 'follow-up.done': {
      const { followUpId, done } = payload as FollowUpDone;
      const known = read('follow-up', followUpId);
      return known ? [{ entity: 'follow-up', id: followUpId, data: { ...known, done } }] : [];
    }
    case 'mentoring.profile': {
      const { municipalityId: id, ...profile } = payload as ProfileSet;
      return [{ entity: 'profile', id, data: { id, ...profile, version: version(read('profile', id)?.version) } }];
    }
    default:
      return applyAssessmentCommand(item, read, personId);
  }
}
