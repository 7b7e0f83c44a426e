import * as z from 'zod/mini';
import { id, isoDate, line, prose, slug } from '../shared/fields';
import { ATTENDEE_ROLES, CONSENTS, MEETING_FORMS } from './kinds';

/** As its author had seen them, in whatever shape: they are only compared. */
const seenItems = z.array(z.looseObject({ id: z.string() })).check(z.maxLength(200));

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
    followUps: z.array(z.object({ id, what: line(300), due: isoDate })).check(z.maxLength(40)),
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
        followUps: z.optional(seenItems)
      })
    )
  })
} as const;
export type MeetingLog = z.infer<typeof meetingLog.schema>;

export const followUpDone = {
  type: 'follow-up.done',
  schemaVersion: 1,
  schema: z.object({ followUpId: id, done: z.boolean() })
} as const;
export type FollowUpDone = z.infer<typeof followUpDone.schema>;
