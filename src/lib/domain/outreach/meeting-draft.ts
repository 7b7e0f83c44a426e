import type { FollowUpRecord, MeetingRecord } from '../sync/records';
import { ATTENDEE_ROLES, CONSENTS, MEETING_FORMS } from './kinds';

/** A meeting as it is being written down: everything may be empty or wrong still. */
export interface MeetingDraft extends Omit<MeetingRecord, 'id' | 'version'> {
  meetingId: string;
  /** The version that was on the device when editing began; null for a meeting not yet on the server. */
  baseVersion: number | null;
  followUps: { id: string; what: string; due: string }[];
}

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
 * A draft as it was kept on the device, however old; null where there is none to be read. Read as leniently as can be:
 * a draft of another version loses a field it cannot keep, never the whole note.
 *
 * @example
 * readDraft({ meetingId: '0198...', background: 'They have a map' })?.background // 'They have a map'
 * readDraft('nonsense') // null
 */
export function readDraft(kept: unknown): MeetingDraft | null {
  const draft = fieldsOf(kept);
  if (words(draft.meetingId) === '') return null;
  return {
    meetingId: words(draft.meetingId),
    baseVersion: Number.isInteger(draft.baseVersion) ? (draft.baseVersion as number) : null,
    heldOn: words(draft.heldOn),
    form: oneOf(MEETING_FORMS, draft.form, 'visit'),
    municipalityIds: list(draft.municipalityIds).filter((id) => typeof id === 'string'),
    attendees: rows(draft.attendees, ({ name, role, contactId }) => ({
      name: words(name),
      role: oneOf(ATTENDEE_ROLES, role, 'official'),
      ...(words(contactId) && { contactId: words(contactId) })
    })),
    background: words(draft.background),
    workSoFar: words(draft.workSoFar),
    exchange: words(draft.exchange),
    conclusions: words(draft.conclusions),
    barriers: rows(draft.barriers, ({ barrierId, severity, quote, consent }) => ({
      barrierId: words(barrierId),
      severity: oneOf([1, 2, 3], severity, 2),
      quote: words(quote),
      consent: oneOf(CONSENTS, consent, 'no')
    })),
    followUps: rows(draft.followUps, ({ what, due }) => ({ what: words(what), due: words(due) }))
  };
}

type Fields = Partial<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const oneOf = <T>(known: readonly T[], value: unknown, other: T): T => known.find((one) => one === value) ?? other;

/** Rows without an id are none of ours. */
function rows<T>(value: unknown, read: (fields: Fields) => T): (T & { id: string })[] {
  return list(value)
    .map(fieldsOf)
    .filter(({ id }) => words(id) !== '')
    .map((fields) => ({ id: words(fields.id), ...read(fields) }));
}
