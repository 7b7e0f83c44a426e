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
  EvidenceRemove
} from '../assessment/commands';
import type { ProfileSet } from '../mentoring/commands';
import type { FollowUpDone, MeetingLog } from '../outreach/commands';
import type { SettingSet, StepSet } from '../roadmap/commands';

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
  'evidence.remove': EvidenceRemove;
  'check.keep': CheckKeep;
  'conflict.settle': ConflictSettle;
  'step.set': StepSet;
  'setting.set': SettingSet;
  'meeting.log': MeetingLog;
  'follow-up.done': FollowUpDone;
  'mentoring.profile': ProfileSet;
}
export type CommandType = keyof CommandPayloads;
