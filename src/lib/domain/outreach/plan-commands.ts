import * as z from 'zod/mini';
import { id, line } from '../shared/fields';
import { isTimeZone } from '../shared/time-zones';
import { MEETING_FORMS } from './kinds';

const LOCAL = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;

const localTime = z.string().check(
  z.refine((text) => LOCAL.test(text) && !Number.isNaN(Date.parse(`${text}:00Z`)) && isDay(text.slice(0, 10)), {
    error: 'must be a day and a time such as 2027-03-29T10:00'
  })
);
/** 2027-02-30 reads as a day of March. */
const isDay = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

const zone = z
  .string()
  .check(z.maxLength(60), z.refine(isTimeZone, { error: 'must be the name of a time zone such as Europe/Stockholm' }));
const maybeLine = (max: number) =>
  z.string().check(z.trim(), z.maxLength(max), z.regex(/^[^\p{Cc}]*$/u, 'must be one line'));
/** As its author had seen them, in whatever shape: they are only compared. */
const seenItems = z.array(z.looseObject({ id: z.string() })).check(z.maxLength(200));

/** A meeting to come, or a change of it: with what its author had seen of the parts they changed (`was`). */
export const meetingPlan = {
  type: 'meeting.plan',
  schemaVersion: 1,
  schema: z.object({
    meetingId: id,
    title: line(200),
    form: z.enum(MEETING_FORMS),
    startsAt: localTime,
    minutes: z.int().check(z.minimum(5, 'must be 5 minutes or more'), z.maximum(1440, 'must be a day or less')),
    timeZone: zone,
    place: maybeLine(500),
    municipalityIds: z.array(id).check(z.minLength(1, 'Choose at least one municipality'), z.maxLength(50)),
    invited: z.array(z.object({ id, contactId: z.optional(id), personId: z.optional(id) })).check(
      z.maxLength(100),
      z.refine(
        (all) => all.every(({ contactId, personId }) => (contactId === undefined) !== (personId === undefined)),
        {
          error: 'must each be a contact or a colleague'
        }
      )
    ),
    agenda: z.array(z.object({ id, text: line(300) })).check(z.maxLength(60)),
    was: z.optional(
      z.object({
        title: z.optional(z.string()),
        form: z.optional(z.string()),
        startsAt: z.optional(z.string()),
        minutes: z.optional(z.number()),
        timeZone: z.optional(z.string()),
        place: z.optional(z.string()),
        municipalityIds: z.optional(z.array(z.string())),
        invited: z.optional(seenItems),
        agenda: z.optional(seenItems)
      })
    )
  })
} as const;
export type MeetingPlan = z.infer<typeof meetingPlan.schema>;

/** Calls a planned meeting off; `cancelled: false` takes that back. */
export const meetingCancel = {
  type: 'meeting.cancel',
  schemaVersion: 1,
  schema: z.object({ meetingId: id, cancelled: z.boolean() })
} as const;
export type MeetingCancel = z.infer<typeof meetingCancel.schema>;
