import type {
  AnswerSet,
  AssessmentAssist,
  AssessmentName,
  AssessmentOpen,
  AssessmentReady,
  AssessmentSubmit,
  CheckKeep,
  CommentAdd,
  CommentSettle,
  ConflictSettle,
  EvidenceAdd,
  EvidenceRemove
} from '../assessment/commands';
import type { ProfileSet } from '../mentoring/commands';
import type { PairingEnd, PairingExtend, PairingGoals, PairingReply } from '../mentoring/pairing-commands';
import type {
  AgendaSet,
  PairingEvaluate,
  PairingFileAdd,
  PairingFileRemove,
  VisitSet
} from '../mentoring/pairing-life-commands';
import type { SessionLog, SessionRemark } from '../mentoring/session-commands';
import type { StoryConsent, StoryTell } from '../mentoring/story-commands';
import type { FollowUpDone, MeetingLog, MeetingPhotoAdd, MeetingPhotoRemove } from '../outreach/commands';
import type { BarrierCorrect, CorrectionSettle, DataPersonSet, FollowUpSnooze } from '../outreach/correction-commands';
import type { ContactMerge, ContactRemove, ContactSet, ContactUnmerge } from '../outreach/contact-commands';
import type { MeetingCancel, MeetingPlan } from '../outreach/plan-commands';
import type { SettingSet, StepSet } from '../roadmap/commands';
import type { ClashSettle } from './clash-commands';

/** What each kind of change carries. */
export interface CommandPayloads {
  'answer.set': AnswerSet;
  'assessment.open': AssessmentOpen;
  'assessment.assist': AssessmentAssist;
  'assessment.ready': AssessmentReady;
  'assessment.submit': AssessmentSubmit;
  'assessment.name': AssessmentName;
  'comment.add': CommentAdd;
  'comment.settle': CommentSettle;
  'evidence.add': EvidenceAdd;
  'evidence.remove': EvidenceRemove;
  'check.keep': CheckKeep;
  'conflict.settle': ConflictSettle;
  'step.set': StepSet;
  'setting.set': SettingSet;
  'clash.settle': ClashSettle;
  'meeting.log': MeetingLog;
  'meeting-photo.add': MeetingPhotoAdd;
  'meeting-photo.remove': MeetingPhotoRemove;
  'meeting.plan': MeetingPlan;
  'meeting.cancel': MeetingCancel;
  'follow-up.done': FollowUpDone;
  'follow-up.snooze': FollowUpSnooze;
  'barrier.correct': BarrierCorrect;
  'correction.settle': CorrectionSettle;
  'data-person.set': DataPersonSet;
  'mentoring.profile': ProfileSet;
  'contact.set': ContactSet;
  'contact.remove': ContactRemove;
  'contact.merge': ContactMerge;
  'contact.unmerge': ContactUnmerge;
  'session.log': SessionLog;
  'session.remark': SessionRemark;
  'story.tell': StoryTell;
  'story.consent': StoryConsent;
  'pairing.reply': PairingReply;
  'pairing.goals': PairingGoals;
  'pairing.end': PairingEnd;
  'pairing.extend': PairingExtend;
  'pairing.evaluate': PairingEvaluate;
  'agenda.set': AgendaSet;
  'visit.set': VisitSet;
  'pairing-file.add': PairingFileAdd;
  'pairing-file.remove': PairingFileRemove;
}
export type CommandType = keyof CommandPayloads;
