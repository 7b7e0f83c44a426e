import { EVIDENCE_TYPES, endingOf } from '../assessment/evidence-file';
import type {
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
import type { OutboxItem } from './outbox';
import type { AssessmentRecord, Change, ReadRecord } from './records';

/** The part of `applyCommand` that is about assessments, but for answers. */
export function applyAssessmentCommand(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  const { type, payload, issuedAt } = item.envelope;
  const changeAssessment = (id: string, change: Partial<AssessmentRecord>): Change[] => {
    const known = read('assessment', id);
    return known ? [{ entity: 'assessment', id, data: { ...known, ...change } }] : [];
  };
  switch (type) {
    case 'assessment.submit': {
      const { assessmentId } = payload as AssessmentSubmit;
      return changeAssessment(assessmentId, { submittedAt: issuedAt, returnedAt: null });
    }
    case 'conflict.settle': {
      const { conflictId, choose } = payload as ConflictSettle;
      const conflict = read('conflict', conflictId);
      if (!conflict) return [];
      const gone: Change = { entity: 'conflict', id: conflictId, data: null };
      if (choose === 'present') return [gone];
      const { id: _id, ...content } = conflict;
      const answerId = `${conflict.assessmentId}/${conflict.criterionId}`;
      // until the server has given it a version of its own, what is changed next builds on what the server had
      const settled = item.ackedVersion ?? read('answer', answerId)?.version ?? 0;
      return [
        gone,
        { entity: 'answer', id: answerId, data: { ...content, id: answerId, origin: 'own', version: settled } }
      ];
    }
    case 'assessment.open': {
      const { assessmentId } = payload as AssessmentOpen;
      return changeAssessment(assessmentId, { openedAt: read('assessment', assessmentId)?.openedAt ?? issuedAt });
    }
    case 'assessment.assist':
      return changeAssessment((payload as AssessmentAssist).assessmentId, { mode: 'assisted' });
    case 'assessment.ready':
      return changeAssessment((payload as AssessmentReady).assessmentId, { readyAt: issuedAt });
    case 'assessment.name': {
      const { assessmentId, named } = payload as AssessmentName;
      return changeAssessment(assessmentId, { named });
    }
    case 'comment.add': {
      const { commentId: id, ...comment } = payload as CommentAdd;
      return [
        { entity: 'comment', id, data: { id, ...comment, authorId: personId, createdAt: issuedAt, settled: false } }
      ];
    }
    case 'comment.settle': {
      const { commentId: id, settled } = payload as CommentSettle;
      const known = read('comment', id);
      return known ? [{ entity: 'comment', id, data: { ...known, settled } }] : [];
    }
    case 'evidence.add': {
      const { fileId: id, assessmentId, criterionId, name, size } = payload as EvidenceAdd;
      // as its name says; the server reads it from the bytes
      const mediaType = EVIDENCE_TYPES[endingOf(name)] ?? '';
      const file = { id, assessmentId, criterionId, name, mediaType, size, addedBy: personId, addedAt: issuedAt };
      const assessment = read('assessment', assessmentId);
      const started = assessment && !assessment.startedAt ? { startedAt: issuedAt, updatedAt: issuedAt } : {};
      return [{ entity: 'file', id, data: file }, ...changeAssessment(assessmentId, started)];
    }
    case 'evidence.remove': {
      const { fileId: id, removed } = payload as EvidenceRemove;
      return removed && read('file', id) ? [{ entity: 'file', id, data: null }] : [];
    }
    case 'check.keep': {
      const { checkId: id, ...check } = payload as CheckKeep;
      return [{ entity: 'check', id, data: { id, ...check } }];
    }
    default:
      return [];
  }
}
