import type { AnswerSet, AssessmentSubmit, ConflictSettle } from '../assessment/commands';
import type { ProfileSet } from '../mentoring/commands';
import type { FollowUpDone, MeetingLog } from '../outreach/commands';
import type { StepSet } from '../roadmap/commands';

/** What each kind of change carries. */
export interface CommandPayloads {
  'answer.set': AnswerSet;
  'assessment.submit': AssessmentSubmit;
  'conflict.settle': ConflictSettle;
  'step.set': StepSet;
  'meeting.log': MeetingLog;
  'follow-up.done': FollowUpDone;
  'mentoring.profile': ProfileSet;
}
export type CommandType = keyof CommandPayloads;
