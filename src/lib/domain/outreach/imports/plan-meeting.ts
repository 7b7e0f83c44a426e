import { nameKey } from '../find-duplicates';
import { type MeetingFigures, NO_FIGURES, planFigures } from './meeting-figures';
import { plainText } from './row-cells';
import {
  type AttendeeRole,
  MEETING_TEXTS,
  type MeetingForm,
  type MeetingSaid,
  type MeetingText
} from './read-meeting-rows';

/** A meeting that is there already, as far as a row can speak of it. */
export interface KnownMeeting extends MeetingFigures {
  id: string;
  heldOn: string;
  form: MeetingForm;
  municipalityIds: readonly string[];
  attendees: readonly { id: string; name: string; role: AttendeeRole }[];
  barriers: readonly { id: string; barrierId: string; severity: number }[];
  followUps: readonly { id: string; what: string; due: string }[];
  texts: Readonly<Record<MeetingText, string>>;
}

export interface PlannedMeeting {
  action: 'create' | 'update' | 'same';
  meetingId: string | null;
  /** What the row adds to the meeting, or all of a new one. */
  adds: {
    attendees: { name: string; role: AttendeeRole }[];
    barriers: { barrierId: string; severity: number }[];
    promises: { what: string; due: string }[];
  };
  /** Texts that the row says otherwise. */
  texts: Partial<Record<MeetingText, string>>;
  /** Interest and knowledge that the row says otherwise, and the columns it says it in. */
  figures: Partial<MeetingFigures>;
  figureColumns: string[];
  form: MeetingForm | null;
  heldOn: string;
  municipalityIds: string[];
}

/** Middling: an old log does not say how bad it was. */
const SEVERITY = 2;

/** Meetings of one day in the same municipalities are the same one, unless the form says otherwise. */
export function meetingKey({ heldOn, municipalityIds }: Pick<KnownMeeting, 'heldOn' | 'municipalityIds'>): string {
  return `${heldOn} ${[...municipalityIds].sort().join(' ')}`;
}

/**
 * What a row of a log would do: make a meeting, add to one of the same day and place, or nothing. People, barriers and
 * promises are added and never taken away; a text, an interest and an answer of the list stand in place
 * of others.
 *
 * @param known the meeting with the row's id, else those of its key
 * @example
 * planMeeting({ heldOn: '2026-03-05', municipalityIds: ['m1'], ... }, []).action // 'create'
 */
export function planMeeting(said: MeetingSaid, known: readonly KnownMeeting[]): PlannedMeeting {
  const fitting = known.find(({ form }) => said.form === undefined || form === said.form);
  const present = fitting ?? (said.form === undefined ? known[0] : undefined);
  const names = new Set(present?.attendees.map(({ name }) => nameKey(name)));
  const barriers = new Set(present?.barriers.map(({ barrierId }) => barrierId));
  const promises = new Set(present?.followUps.map(promiseKey));
  const adds: PlannedMeeting['adds'] = {
    attendees: once(said.attendees, ({ name }) => nameKey(name))
      .filter(({ name }) => !names.has(nameKey(name)))
      .map(({ name, role }) => ({ name, role: role ?? 'other' })),
    barriers: once(said.barriers, ({ barrierId }) => barrierId)
      .filter(({ barrierId }) => !barriers.has(barrierId))
      .map(({ barrierId, severity }) => ({ barrierId, severity: severity ?? SEVERITY })),
    promises: once(said.promises, promiseKey).filter((one) => !promises.has(promiseKey(one)))
  };
  const texts: PlannedMeeting['texts'] = {};
  for (const name of MEETING_TEXTS) {
    const text = said.texts[name];
    if (text !== undefined && text !== plainText(present?.texts[name] ?? '')) texts[name] = text;
  }
  const { heldOn, municipalityIds } = said;
  const { figures, columns: figureColumns } = planFigures(said.figures, present ?? NO_FIGURES);
  const added = adds.attendees.length + adds.barriers.length + adds.promises.length;
  const more = added + Object.keys(texts).length + figureColumns.length;
  return {
    action: present ? (more > 0 ? 'update' : 'same') : 'create',
    ...{ meetingId: present?.id ?? null, adds, texts, figures, figureColumns, heldOn, municipalityIds },
    form: said.form ?? present?.form ?? null
  };
}

/** A promise without its day of its own in the list is the same as one with another day here. */
const promiseKey = ({ what }: { what: string }) => nameKey(what) || what;

function once<T>(list: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(list.map((one) => [keyOf(one), one] as const)).values()];
}
