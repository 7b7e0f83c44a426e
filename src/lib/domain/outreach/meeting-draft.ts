import type { FollowUpRecord, MeetingRecord } from '../sync/records';
import { ATTENDEE_ROLES, CONSENTS, KNOWLEDGE_ANSWERS, MEETING_FORMS, PROMISED_BY } from './kinds';
import { type GoalMet, type Knowledge, type MeetingPhoto, promisesOf, wholeKnowledge } from './meeting-parts';

/** A promise being written down; `ownerId` empty: whoever logs it. */
type PromiseRow = { id: string; what: string; due: string; ownerId: string; promisedBy: (typeof PROMISED_BY)[number] };

/** A meeting as it is being written down: everything may be empty or wrong still. */
export interface MeetingDraft extends Pick<
  MeetingRecord,
  | 'heldOn'
  | 'form'
  | 'municipalityIds'
  | 'attendees'
  | 'background'
  | 'workSoFar'
  | 'exchange'
  | 'conclusions'
  | 'barriers'
> {
  meetingId: string;
  /** The version that was on the device when editing began; null for a meeting not yet on the server. */
  baseVersion: number | null;
  followUps: PromiseRow[];
  interestBefore: number | null;
  interestAfter: number | null;
  knowledge: Knowledge[];
  goalsMet: GoalMet[];
  /** ISO date, or empty. */
  nextContactOn: string;
  /** Chosen and not sent yet: their bytes are on this device. Those sent before belong to the meeting. */
  photos: MeetingPhoto[];
}

/** Somebody who was there; an official until said otherwise. */
export function emptyAttendee(id: string): MeetingDraft['attendees'][number] {
  return { id, name: '', role: 'official' };
}

export function emptyFollowUp(id: string): MeetingDraft['followUps'][number] {
  return { id, what: '', due: '', ownerId: '', promisedBy: 'owner' };
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
    followUps: [],
    interestBefore: null,
    interestAfter: null,
    knowledge: wholeKnowledge(null),
    goalsMet: [],
    nextContactOn: '',
    photos: []
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
  const { id, version, heldOn, form, background, workSoFar, exchange, conclusions } = meeting;
  return {
    ...{ heldOn, form, background, workSoFar, exchange, conclusions },
    meetingId: id,
    baseVersion: version || null,
    municipalityIds: [...meeting.municipalityIds],
    attendees: meeting.attendees.map((attendee) => ({ ...attendee })),
    barriers: meeting.barriers.map((barrier) => ({ ...barrier })),
    followUps: promisesOf(id, followUps),
    interestBefore: meeting.interestBefore ?? null,
    interestAfter: meeting.interestAfter ?? null,
    knowledge: wholeKnowledge(meeting.knowledge).map((one) => ({ ...one })),
    goalsMet: (meeting.goalsMet ?? []).map((goal) => ({ ...goal })),
    nextContactOn: meeting.nextContactOn ?? '',
    photos: []
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
    followUps: rows(draft.followUps, ({ what, due, ownerId, promisedBy }) => ({
      what: words(what),
      due: words(due),
      ownerId: words(ownerId),
      promisedBy: oneOf(PROMISED_BY, promisedBy, 'owner')
    })),
    interestBefore: degree(draft.interestBefore),
    interestAfter: degree(draft.interestAfter),
    knowledge: wholeKnowledge(
      rows(draft.knowledge, ({ before, after }) => ({
        before: oneOf([...KNOWLEDGE_ANSWERS, null], before, null),
        after: oneOf([...KNOWLEDGE_ANSWERS, null], after, null)
      })) as Knowledge[]
    ),
    goalsMet: rows(draft.goalsMet, ({ what, municipalityId, criterionId }) => ({
      what: words(what),
      ...(words(municipalityId) && { municipalityId: words(municipalityId) }),
      ...(words(criterionId) && { criterionId: words(criterionId) })
    })),
    nextContactOn: words(draft.nextContactOn),
    photos: rows(draft.photos, ({ sha256, name, type, size }) => ({
      sha256: words(sha256),
      name: words(name),
      type: words(type),
      size: Number(size) || 0
    }))
  };
}

type Fields = Partial<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const degree = (value: unknown): number | null => oneOf([1, 2, 3, 4, 5, null], value, null);
const oneOf = <T>(known: readonly T[], value: unknown, other: T): T => known.find((one) => one === value) ?? other;

/** Rows without an id are none of ours. */
function rows<T>(value: unknown, read: (fields: Fields) => T): (T & { id: string })[] {
  return list(value)
    .map(fieldsOf)
    .filter(({ id }) => words(id) !== '')
    .map((fields) => ({ id: words(fields.id), ...read(fields) }));
}
