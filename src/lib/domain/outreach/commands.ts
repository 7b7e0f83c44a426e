import * as z from 'zod/mini';
import { id, isoDate, line, prose, slug } from '../shared/fields';
import { fileSize, sha256Field } from '../sync/upload';
import {
  ATTENDEE_ROLES,
  CONSENTS,
  KNOWLEDGE_ANSWERS,
  KNOWLEDGE_QUESTIONS,
  MEETING_FORMS,
  MOST_INTEREST,
  PROMISED_BY
} from './kinds';

/** As its author had seen them, in whatever shape: they are only compared. */
const seenItems = z.array(z.looseObject({ id: z.string() })).check(z.maxLength(200));
const interest = z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(MOST_INTEREST))));
const known = z.nullable(z.enum(KNOWLEDGE_ANSWERS));

/** A held meeting with everything in it: one command, so that it arrives whole or not at all. */
export const meetingLog = {
  type: 'meeting.log',
  schemaVersion: 1,
  schema: z.object({
    meetingId: id,
    heldOn: isoDate,
    form: z.enum(MEETING_FORMS),
    municipalityIds: z.array(id).check(z.minLength(1, 'Choose at least one municipality'), z.maxLength(50)),
    attendees: z
      .array(z.object({ id, name: line(120), role: z.enum(ATTENDEE_ROLES), contactId: z.optional(id) }))
      .check(z.maxLength(100)),
    background: prose(8000),
    workSoFar: prose(8000),
    exchange: prose(8000),
    conclusions: prose(8000),
    barriers: z
      .array(
        z.object({
          id,
          barrierId: slug,
          severity: z.int().check(z.minimum(1), z.maximum(3)),
          quote: prose(1000),
          consent: z.enum(CONSENTS)
        })
      )
      .check(z.maxLength(40)),
    followUps: z
      .array(
        z.object({
          id,
          what: line(300),
          due: isoDate,
          /** Person who keeps it, or sees to it where `promisedBy` says it is another's; else whoever logged it. */
          ownerId: z.optional(id),
          promisedBy: z.optional(z.enum(PROMISED_BY))
        })
      )
      .check(z.maxLength(40)),
    /** Of a meeting logged before: what its author had seen in each part they changed. Everything else stays as it is. */
    was: z.optional(
      z.object({
        heldOn: z.optional(z.string()),
        form: z.optional(z.string()),
        municipalityIds: z.optional(z.array(z.string())),
        attendees: z.optional(seenItems),
        background: z.optional(z.string()),
        workSoFar: z.optional(z.string()),
        exchange: z.optional(z.string()),
        conclusions: z.optional(z.string()),
        barriers: z.optional(seenItems),
        followUps: z.optional(seenItems),
        interestBefore: z.optional(z.nullable(z.number())),
        interestAfter: z.optional(z.nullable(z.number())),
        knowledge: z.optional(seenItems),
        goalsMet: z.optional(seenItems),
        nextContactOn: z.optional(z.nullable(z.string()))
      })
    ),
    interestBefore: interest,
    interestAfter: interest,
    knowledge: z.optional(
      z
        .array(z.object({ id: z.enum(KNOWLEDGE_QUESTIONS), before: known, after: known }))
        .check(z.maxLength(KNOWLEDGE_QUESTIONS.length))
    ),
    goalsMet: z.optional(
      z
        .array(
          z.object({
            id: z.string().check(z.minLength(1), z.maxLength(160)),
            what: z.union([z.literal(''), line(300)]),
            municipalityId: z.optional(id),
            criterionId: z.optional(slug)
          })
        )
        .check(z.maxLength(60))
    ),
    nextContactOn: z.optional(z.nullable(isoDate)),
    /** Words of the follow-up that the next contact makes, in the language of whoever logs it. */
    nextContactWhat: z.optional(line(300))
  })
} as const;
export type MeetingLog = z.infer<typeof meetingLog.schema>;

export const followUpDone = {
  type: 'follow-up.done',
  schemaVersion: 1,
  schema: z.object({ followUpId: id, done: z.boolean() })
} as const;
export type FollowUpDone = z.infer<typeof followUpDone.schema>;

/** A photo for a meeting; its bytes are uploaded before, under their SHA-256 (`/api/v1/files`). */
export const meetingPhotoAdd = {
  type: 'meeting-photo.add',
  schemaVersion: 1,
  schema: z.object({
    fileId: id,
    meetingId: id,
    name: z.string().check(z.minLength(1), z.maxLength(300)),
    sha256: sha256Field,
    size: fileSize
  })
} as const;
export type MeetingPhotoAdd = z.infer<typeof meetingPhotoAdd.schema>;

/** Takes a photo away from a meeting; `removed: false` brings it back. */
export const meetingPhotoRemove = {
  type: 'meeting-photo.remove',
  schemaVersion: 1,
  schema: z.object({ fileId: id, meetingId: id, removed: z.boolean() })
} as const;
export type MeetingPhotoRemove = z.infer<typeof meetingPhotoRemove.schema>;
