import type { FollowUpDone } from '../outreach/commands';
import type { SettingSet, StepSet } from '../roadmap/commands';
import { laySetting } from '../roadmap/merge-setting';
import { layOverStep } from '../roadmap/merge-step';
import { applyAnswer } from './apply-answer';
import { applyAssessmentCommand } from './apply-assessment-command';
import { applyClash } from './apply-clash';
import { applyMeeting, applyMeetingPhoto } from './apply-meeting';
import { applyMentoringCommand } from './apply-mentoring-command';
import { applyLedger } from './apply-ledger';
import { applyFieldWork } from './apply-field-work';
import { applyPlan } from './apply-plan';
import { applyPairingLife } from './apply-pairing-life';
import { applyStory } from './apply-story';
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
      const step = layOverStep(known, change, { by: personId, version: item.envelope.schemaVersion });
      return [
        { entity: 'step', id, data: { id, municipalityId, criterionId, ...step, version: version(known?.version) } }
      ];
    }
    case 'setting.set': {
      const { municipalityId: id, was, ...mine } = payload as SettingSet;
      const known = read('setting', id);
      const setting = known ? laySetting(known, mine, was) : mine;
      return [{ entity: 'setting', id, data: { ...setting, id, version: version(known?.version) } }];
    }
    case 'meeting.log':
      return applyMeeting(item, read, personId);
    case 'meeting-photo.add':
    case 'meeting-photo.remove':
      return applyMeetingPhoto(item, read);
    case 'meeting.plan':
    case 'meeting.cancel':
      return applyPlan(item, read, personId);
    case 'clash.settle':
      return applyClash(item, read);
    case 'follow-up.done': {
      const { followUpId, done } = payload as FollowUpDone;
      const known = read('follow-up', followUpId);
      const doneOn = done ? (known?.doneOn ?? item.envelope.issuedAt.slice(0, 10)) : undefined;
      return known ? [{ entity: 'follow-up', id: followUpId, data: { ...known, done, doneOn } }] : [];
    }
    case 'follow-up.snooze':
    case 'barrier.correct':
    case 'correction.settle':
    case 'data-person.set':
      return applyLedger(item, read, personId);
    case 'mentoring.profile':
    case 'pairing.reply':
    case 'pairing.goals':
    case 'pairing.end':
    case 'pairing.extend':
      return applyMentoringCommand(item, read);
    case 'pairing.evaluate':
    case 'agenda.set':
    case 'visit.set':
    case 'pairing-file.add':
    case 'pairing-file.remove':
      return applyPairingLife(item, read, personId);
    case 'contact.set':
    case 'contact.remove':
    case 'contact.merge':
    case 'contact.unmerge':
    case 'session.log':
    case 'session.remark':
      return applyFieldWork(item, read, personId);
    case 'story.tell':
    case 'story.consent':
      return applyStory(item, read);
    default:
      return applyAssessmentCommand(item, read, personId);
  }
}
