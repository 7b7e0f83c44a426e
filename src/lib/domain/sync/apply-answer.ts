import type { AnswerSet } from '../assessment/commands';
import { originOf } from '../assessment/origin';
import type { OutboxItem } from './outbox';
import type { Change, ReadRecord } from './records';

/** What one unsent change makes of the records; see `applyCommand`. */
export type Apply = (item: OutboxItem, read: ReadRecord, personId: string) => Change[];

/** The part of `applyCommand` that the first question needs: answers, and nothing of the rest. */
export const applyAnswer: Apply = (item, read, personId) => {
  const { type, payload, issuedAt } = item.envelope;
  if (type !== 'answer.set') return [];
  const { assessmentId, criterionId, value, note, evidence } = payload as AnswerSet;
  const id = `${assessmentId}/${criterionId}`;
  const assessment = read('assessment', assessmentId);
  const data = {
    id,
    assessmentId,
    criterionId,
    value,
    note,
    evidence,
    origin: originOf(assessment?.mode),
    version: item.ackedVersion ?? read('answer', id)?.version ?? 0,
    answeredBy: personId,
    answeredAt: issuedAt
  };
  const changes: Change[] = [{ entity: 'answer', id, data }];
  if (assessment && !assessment.startedAt) {
    const started = { ...assessment, startedAt: issuedAt, updatedAt: issuedAt };
    changes.push({ entity: 'assessment', id: assessmentId, data: started });
  }
  return changes;
};
