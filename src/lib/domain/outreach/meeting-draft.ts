import * as z from 'zod/mini';
import type { FollowUpRecord, MeetingRecord } from '../sync/records';
import { ATTENDEE_ROLES, CONSENTS, MEETING_FORMS } from './commands';

// Read as leniently as can be: a draft of an older version loses a field it cannot keep, never the whole note.
const words = z.catch(z.string(), '');
const list = <T extends z.ZodMiniType>(item: T) => z.catch(z.array(item), []);

const draftSchema = z.object({
  meetingId: z.string().check(z.minLength(1)),
  /** The version that was on the device when editing began; null for a meeting not yet on the server. */
  baseVersion: z.catch(z.nullable(z.int()), null),
  heldOn: words,
  form: z.catch(z.enum(MEETING_FORMS), 'visit'),
  municipalityIds: list(z.string()),
  attendees: list(z.object({ id: z.string(), name: words, role: z.catch(z.enum(ATTENDEE_ROLES), 'official') })),
  background: words,
  workSoFar: words,
  exchange: words,
  conclusions: words,
  barriers: list(
    z.object({
      id: z.string(),
      barrierId: z.string(),
      severity: z.catch(z.int().check(z.minimum(1), z.maximum(3)), 2),
      quote: words,
      consent: z.catch(z.enum(CONSENTS), 'no')
    })
  ),
  followUps: list(z.object({ id: z.string(), what: words, due: words }))
});

/** A meeting as it is being written down: everything may be empty or wrong still. */
export type MeetingDraft = z.infer<typeof draftSchema>;

/** Somebody who was there; an official until said otherwise. */
export function emptyAttendee(id: string): MeetingDraft['attendees'][number] {
  return { id, name: '', role: 'official' };
}

export function emptyFollowUp(id: string): MeetingDraft['followUps'][number] {
  return { id, what: '', due: '' };
}

/** A barrier just tapped: it slows down, and nothing may be quoted. */
export function emptyBarrier(id: string, barrierId: string): MeetingDraft['barriers'][number] {
  return { id, barrierId, severity: 2, quote: '', consent: 'no' };
}

/**
 * A new note: held today, a visit.
 *
 * @example
 * emptyDraft({ meetingId: '0198...', today: '2026-11-22', municipalityIds: [norsjo.id] }).heldOn // '2026-11-22'
 */
export function emptyDraft(start: { meetingId: string; today: string; municipalityIds: string[] }): MeetingDraft {
  return {
    meetingId: start.meetingId,
    baseVersion: null,
    heldOn: start.today,
    form: 'visit',
    municipalityIds: start.municipalityIds,
    attendees: [],
    background: '',
    workSoFar: '',
    exchange: '',
    conclusions: '',
    barriers: [],
    followUps: []
  };
}

/**
 * A logged meeting opened for changes, with the promises made in it. A meeting that never reached the server (version
 * 0) has no base version.
 *
 * @example
 * fromRecord({ ...meeting, version: 3 }, allFollowUps).baseVersion // 3
 */
export function fromRecord(meeting: MeetingRecord, followUps: readonly FollowUpRecord[]): MeetingDraft {
  const { id, version, barriers, ...content } = meeting;
  return {
    ...content,
    meetingId: id,
    baseVersion: version || null,
    municipalityIds: [...content.municipalityIds],
    attendees: content.attendees.map((attendee) => ({ ...attendee })),
    barriers: barriers.map((barrier) => ({ ...barrier })),
    followUps: followUps
      .filter((followUp) => followUp.meetingId === id)
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1))
      .map(({ id: followUpId, what, due }) => ({ id: followUpId, what, due }))
  };
}

/**
 * A draft as it was kept on the device, however old; null where there is none to be read.
 *
 * @example
 * readDraft({ meetingId: '0198...', background: 'They have a map' })?.background // 'They have a map'
 * readDraft('nonsense') // null
 */
export function readDraft(kept: unknown): MeetingDraft | null {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null;
  const parsed = z.safeParse(draftSchema, kept);
  return parsed.success ? parsed.data : null;
}
