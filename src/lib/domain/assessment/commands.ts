import * as z from 'zod/mini';
import { ANSWER_VALUES } from '../model/types';
import { id, prose, slug } from '../shared/fields';
import { fileSize, sha256Field } from '../sync/upload';

/** A link must say how it is reached; anything else is a document's name or a decision number. */
const evidence = z.string().check(
  z.trim(),
  z.maxLength(500),
  z.refine((text) => !/^www\./i.test(text), 'Evidence link must start with https://'),
  z.refine(
    (text) => !/^(?!https?:)[a-z][a-z0-9+.-]*:\S/i.test(text),
    'Evidence link must start with https:// or http://'
  )
);

/** One officer's answer to one criterion; sets value, note and evidence together. */
export const answerSet = {
  type: 'answer.set',
  schemaVersion: 1,
  schema: z.object({
    assessmentId: id,
    criterionId: slug,
    value: z.nullable(z.enum(ANSWER_VALUES)),
    note: prose(4000),
    evidence
  })
} as const;
export type AnswerSet = z.infer<typeof answerSet.schema>;

export const assessmentSubmit = {
  type: 'assessment.submit',
  schemaVersion: 1,
  schema: z.object({ assessmentId: id })
} as const;
export type AssessmentSubmit = z.infer<typeof assessmentSubmit.schema>;

/** A human chooses between two answers: the one that stands (`present`) or the one kept beside it (`other`). */
export const conflictSettle = {
  type: 'conflict.settle',
  schemaVersion: 1,
  schema: z.object({ conflictId: id, choose: z.enum(['present', 'other']) })
} as const;
export type ConflictSettle = z.infer<typeof conflictSettle.schema>;

/** An officer of the municipality has looked at it for the first time. */
export const assessmentOpen = {
  type: 'assessment.open',
  schemaVersion: 1,
  schema: z.object({ assessmentId: id })
} as const;
export type AssessmentOpen = z.infer<typeof assessmentOpen.schema>;

/** A coordinator fills it in together with the municipality, on a visit or a call. */
export const assessmentAssist = {
  type: 'assessment.assist',
  schemaVersion: 1,
  schema: z.object({ assessmentId: id })
} as const;
export type AssessmentAssist = z.infer<typeof assessmentAssist.schema>;

/** Assisted or shared: filled in; counts once the municipality confirms. */
export const assessmentReady = {
  type: 'assessment.ready',
  schemaVersion: 1,
  schema: z.object({ assessmentId: id })
} as const;
export type AssessmentReady = z.infer<typeof assessmentReady.schema>;

/** The municipality's choice in a wave that leaves it: results by name, or only within sums. */
export const assessmentName = {
  type: 'assessment.name',
  schemaVersion: 1,
  schema: z.object({ assessmentId: id, named: z.boolean() })
} as const;
export type AssessmentName = z.infer<typeof assessmentName.schema>;

/** A remark to the other side, on the whole or on one answer. */
export const commentAdd = {
  type: 'comment.add',
  schemaVersion: 1,
  schema: z.object({
    commentId: id,
    assessmentId: id,
    criterionId: z.nullable(slug),
    text: z.string().check(z.trim(), z.minLength(1, 'Write something first'), z.maxLength(4000))
  })
} as const;
export type CommentAdd = z.infer<typeof commentAdd.schema>;

export const commentSettle = {
  type: 'comment.settle',
  schemaVersion: 1,
  schema: z.object({ commentId: id, settled: z.boolean() })
} as const;
export type CommentSettle = z.infer<typeof commentSettle.schema>;

/** A file as evidence for one answer; its bytes are uploaded before, under their SHA-256 (`/api/v1/files`). */
export const evidenceAdd = {
  type: 'evidence.add',
  schemaVersion: 1,
  schema: z.object({
    fileId: id,
    assessmentId: id,
    criterionId: slug,
    name: z.string().check(z.minLength(1), z.maxLength(300)),
    sha256: sha256Field,
    size: fileSize
  })
} as const;
export type EvidenceAdd = z.infer<typeof evidenceAdd.schema>;

/** Takes a file away from an answer; `removed: false` brings it back. */
export const evidenceRemove = {
  type: 'evidence.remove',
  schemaVersion: 1,
  schema: z.object({ fileId: id, removed: z.boolean() })
} as const;
export type EvidenceRemove = z.infer<typeof evidenceRemove.schema>;

/** Keeps a five-minute check, taken before signing in, for the municipality; never counted. */
export const checkKeep = {
  type: 'check.keep',
  schemaVersion: 1,
  schema: z.object({
    checkId: id,
    municipalityId: id,
    modelId: slug,
    modelVersion: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
    answers: z.record(slug, z.enum(ANSWER_VALUES)),
    takenAt: z.iso.datetime()
  })
} as const;
export type CheckKeep = z.infer<typeof checkKeep.schema>;
