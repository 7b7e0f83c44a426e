import * as z from 'zod/mini';
import { ANSWER_VALUES } from '../model/types';
import { id, prose, slug } from '../shared/fields';

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
