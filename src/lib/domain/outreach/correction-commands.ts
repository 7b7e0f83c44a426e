import * as z from 'zod/mini';
import { id, isoDate, prose } from '../shared/fields';
import { CORRECTION_KINDS, SETTLEMENTS } from './corrections';

/** Characters a correction, and the answer to it, may have. */
export const CORRECTION_ROOM = 2000;

/** Something said of a noted barrier afterwards; it stays beside the note. */
export const barrierCorrect = {
  type: 'barrier.correct',
  schemaVersion: 1,
  schema: z.object({
    correctionId: id,
    raisedId: id,
    municipalityId: id,
    kind: z.enum(CORRECTION_KINDS),
    text: prose(CORRECTION_ROOM)
  })
} as const;
export type BarrierCorrect = z.infer<typeof barrierCorrect.schema>;

/** The coordinator says what becomes of a correction. */
export const correctionSettle = {
  type: 'correction.settle',
  schemaVersion: 1,
  schema: z.object({ correctionId: id, settled: z.enum(SETTLEMENTS), answer: prose(CORRECTION_ROOM) })
} as const;
export type CorrectionSettle = z.infer<typeof correctionSettle.schema>;

/** A promise moved to another day. */
export const followUpSnooze = {
  type: 'follow-up.snooze',
  schemaVersion: 1,
  schema: z.object({
    followUpId: id,
    snoozeId: id,
    due: isoDate,
    reason: prose(300),
    /** The day its author had seen. */
    was: z.object({ due: z.string() })
  })
} as const;
export type FollowUpSnooze = z.infer<typeof followUpSnooze.schema>;

/** Who in a municipality looks after open data: a contact, an officer, or nobody known. */
export const dataPersonSet = {
  type: 'data-person.set',
  schemaVersion: 1,
  schema: z
    .object({
      municipalityId: id,
      contactId: z.nullable(id),
      personId: z.nullable(id),
      /** Who it was when its author looked. */
      was: z.object({ contactId: z.nullable(z.string()), personId: z.nullable(z.string()) })
    })
    .check(
      z.refine(({ contactId, personId }) => contactId === null || personId === null, {
        path: ['personId'],
        message: 'One person at a time - give a contact or an officer, not both'
      })
    )
} as const;
export type DataPersonSet = z.infer<typeof dataPersonSet.schema>;
