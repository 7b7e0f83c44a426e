import type { AnswerSet, AssessmentSubmit, ConflictSettle } from '../assessment/commands';
import type { ProfileSet } from '../mentoring/commands';
import type { FollowUpDone, MeetingLog } from '../outreach/commands';
import type { StepSet } from '../roadmap/commands';
import type { OutboxItem } from './outbox';
import type { Change, Entity, Records } from './records';

/** Reads one record as it stands before the command. */
export type ReadRecord = <E extends Entity>(entity: E, id: string) => Records[E] | undefined;

/**
 * What one unsent change makes of the records on this device: the person sees it at once, the server's
 * records stay untouched beneath. A type this version does not know changes nothing.
 */
export function applyCommand(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  const { type, payload, issuedAt } = item.envelope;
  const version = (known: number | undefined) => item.ackedVersion ?? known ?? 0;
  switch (type) {
    case 'answer.set': {
      const { assessmentId, criterionId, value, note, evidence } = payload as AnswerSet;
      const id = `${assessmentId}/${criterionId}`;
      const data = {
        id,
        assessmentId,
        criterionId,
        value,
        note,
        evidence,
        version: version(read('answer', id)?.version),
        answeredBy: personId,
        answeredAt: issuedAt
      };
      const assessment = read('assessment', assessmentId);
      const changes: Change[] = [{ entity: 'answer', id, data }];
      if (assessment && !assessment.startedAt)
        changes.push({ entity: 'assessment', id: assessmentId, data: { ...assessment, startedAt: issuedAt } });
      return changes;
    }
    case 'assessment.submit': {
      const { assessmentId } = payload as AssessmentSubmit;
      const assessment = read('assessment', assessmentId);
      return assessment
        ? [{ entity: 'assessment', id: assessmentId, data: { ...assessment, submittedAt: issuedAt } }]
        : [];
    }
    case 'conflict.settle': {
      const { conflictId, choose } = payload as ConflictSettle;
      const conflict = read('conflict', conflictId);
      if (!conflict) return [];
      const gone: Change = { entity: 'conflict', id: conflictId, data: null };
      if (choose === 'present') return [gone];
      const { id: _id, ...content } = conflict;
      const answerId = `${conflict.assessmentId}/${conflict.criterionId}`;
      // the server gives the chosen answer a version of its own, one up from what stands now
      const settled = item.ackedVersion ?? (read('answer', answerId)?.version ?? 0) + 1;
      return [gone, { entity: 'answer', id: answerId, data: { ...content, id: answerId, version: settled } }];
    }
    case 'step.set': {
      const step = payload as StepSet;
      const id = `${step.municipalityId}/${step.criterionId}`;
      return [{ entity: 'step', id, data: { ...step, id, version: version(read('step', id)?.version) } }];
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
      return [];
  }
}
