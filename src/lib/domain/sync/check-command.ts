import {
  answerSet,
  assessmentAssist,
  assessmentName,
  assessmentOpen,
  assessmentReady,
  assessmentSubmit,
  checkKeep,
  commentAdd,
  commentSettle,
  conflictSettle,
  evidenceAdd,
  evidenceRemove
} from '../assessment/commands';
import { profileSet } from '../mentoring/commands';
import { pairingEnd, pairingExtend, pairingGoals, pairingReply } from '../mentoring/pairing-commands';
import {
  agendaSet,
  pairingEvaluate,
  pairingFileAdd,
  pairingFileRemove,
  visitSet
} from '../mentoring/pairing-life-commands';
import { sessionLog, sessionRemark } from '../mentoring/session-commands';
import { storyConsent, storyTell } from '../mentoring/story-commands';
import { followUpDone, meetingLog, meetingPhotoAdd, meetingPhotoRemove } from '../outreach/commands';
import { barrierCorrect, correctionSettle, dataPersonSet, followUpSnooze } from '../outreach/correction-commands';
import { contactMerge, contactRemove, contactSet, contactUnmerge } from '../outreach/contact-commands';
import { meetingCancel, meetingPlan } from '../outreach/plan-commands';
import { settingSet, stepSet } from '../roadmap/commands';
import { check } from '../shared/check';
import { ok, type Result } from '../shared/result';
import { clashSettle } from './clash-commands';
import type { CommandPayloads, CommandType } from './command-types';

const COMMANDS = {
  'answer.set': answerSet,
  'assessment.open': assessmentOpen,
  'assessment.assist': assessmentAssist,
  'assessment.ready': assessmentReady,
  'assessment.submit': assessmentSubmit,
  'assessment.name': assessmentName,
  'comment.add': commentAdd,
  'comment.settle': commentSettle,
  'evidence.add': evidenceAdd,
  'evidence.remove': evidenceRemove,
  'check.keep': checkKeep,
  'conflict.settle': conflictSettle,
  'step.set': stepSet,
  'setting.set': settingSet,
  'clash.settle': clashSettle,
  'meeting.log': meetingLog,
  'meeting-photo.add': meetingPhotoAdd,
  'meeting-photo.remove': meetingPhotoRemove,
  'meeting.plan': meetingPlan,
  'meeting.cancel': meetingCancel,
  'follow-up.done': followUpDone,
  'follow-up.snooze': followUpSnooze,
  'barrier.correct': barrierCorrect,
  'correction.settle': correctionSettle,
  'data-person.set': dataPersonSet,
  'contact.set': contactSet,
  'contact.remove': contactRemove,
  'contact.merge': contactMerge,
  'contact.unmerge': contactUnmerge,
  'session.log': sessionLog,
  'session.remark': sessionRemark,
  'story.tell': storyTell,
  'story.consent': storyConsent,
  'mentoring.profile': profileSet,
  'pairing.reply': pairingReply,
  'pairing.goals': pairingGoals,
  'pairing.end': pairingEnd,
  'pairing.extend': pairingExtend,
  'pairing.evaluate': pairingEvaluate,
  'agenda.set': agendaSet,
  'visit.set': visitSet,
  'pairing-file.add': pairingFileAdd,
  'pairing-file.remove': pairingFileRemove
} as const;

/**
 * A change checked by the schema the server holds it to, so that what is kept on a device is what will be accepted.
 *
 * @example
 * checkCommand('follow-up.done', { followUpId: 'x', done: true })
 * // { ok: false, problems: [{ code: 'invalid', path: 'followUpId', message: 'must be an id (UUID) - got "x"' }] }
 */
export function checkCommand<T extends CommandType>(
  type: T,
  payload: CommandPayloads[T]
): Result<{ schemaVersion: number; payload: CommandPayloads[T] }> {
  const { schema, schemaVersion } = COMMANDS[type];
  const checked = check(schema, payload);
  return checked.ok ? ok({ schemaVersion, payload: checked.value as CommandPayloads[T] }) : checked;
}
