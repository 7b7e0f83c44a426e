import type { TableRow } from '../../shared/table/types';
import { foldText } from '../fold-text';
import type { CellProblem, ListMapping } from './kinds';
import { splitList } from './row-cells';
import { type FiguresSaid, readFigures } from './meeting-figures';
import { findPlace, type PlaceCells } from './read-place';
import { readDay } from './read-day';
import { RowCells } from './row-cells';
import { ATTENDEE_VALUES, FORM_VALUES } from './value-words';
import type { ATTENDEE_ROLES, MEETING_FORMS } from '../kinds';

export type MeetingForm = (typeof MEETING_FORMS)[number];
export type AttendeeRole = (typeof ATTENDEE_ROLES)[number];
export const MEETING_TEXTS = ['background', 'workSoFar', 'exchange', 'conclusions'] as const;
export type MeetingText = (typeof MEETING_TEXTS)[number];

/** What a row of a meeting log says; a part it does not speak of is left out. */
export interface MeetingSaid {
  heldOn: string;
  municipalityIds: string[];
  form?: MeetingForm;
  attendees: { name: string; role: AttendeeRole | null }[];
  texts: Partial<Record<MeetingText, string>>;
  barriers: { barrierId: string; severity: number | null }[];
  promises: { what: string; due: string }[];
  figures: FiguresSaid;
}

export interface MeetingRowRead {
  line: number;
  id: string;
  said: MeetingSaid | null;
  problems: CellProblem[];
}

export interface MeetingReading extends PlaceCells {
  mapping: ListMapping;
  headers: ReadonlyMap<number, string>;
  /** Barriers by folded id and by folded title in every language. */
  barriers: ReadonlyMap<string, string>;
  /** ISO date. */
  today: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST: Readonly<Record<'attendees' | 'barriers' | 'promises' | 'municipality', number>> = {
  ...{ attendees: 100, barriers: 40, promises: 40, municipality: 50 }
};
/** Promises without a day of their own are due so many days after the meeting. */
export const DAYS_FOR_PROMISE = 14;

/**
 * One row of a meeting log: the day, where, who was there, what was said, which barriers came up and what was promised.
 * Lists stand in one cell, apart by semicolons or lines: `Karin Lund (IT); Ola Berg`, `Send the guide (2026-04-01)`.
 *
 * @example
 * readMeetingRow({ line: 2, cells: ['5.3.2026', 'Ljusdal', 'Karin Lund (It)'] }, reading).said
 * // { heldOn: '2026-03-05', municipalityIds: [...], attendees: [{ name: 'Karin Lund', role: 'it' }], ... }
 */
export function readMeetingRow(row: TableRow, reading: MeetingReading): MeetingRowRead {
  const cells = new RowCells(row, reading.mapping, reading.headers);
  const heldOn = readHeldOn(cells, reading);
  const municipalityIds = readPlaces(cells, reading);
  const formText = cells.line('form', 120);
  const form = formText === '' ? null : FORM_VALUES.read(formText);
  if (formText !== '' && !form) cells.refuse('form', 'form-unknown', `write one of ${FORM_VALUES.all('en')}`);
  const texts: MeetingSaid['texts'] = {};
  for (const column of MEETING_TEXTS) {
    const text = cells.prose(column, 8000);
    if (text !== '') texts[column] = text;
  }
  const attendees = listIn(cells, 'attendees').flatMap((one) => readAttendee(cells, one));
  const barriers = listIn(cells, 'barriers').flatMap((one) => readBarrier(cells, one, reading.barriers));
  const promises = listIn(cells, 'promises').flatMap((one) => readPromise(cells, one, heldOn, reading));
  const figures = readFigures(cells);
  const id = cells.text('id').toLowerCase();
  const read = cells.problems.length === 0 && heldOn !== null && municipalityIds.length > 0;
  const said = read
    ? { heldOn, municipalityIds, ...(form && { form }), attendees, texts, barriers, promises, figures }
    : null;
  return { line: row.line, id: ID.test(id) ? id : '', said, problems: cells.problems };
}

function readHeldOn(cells: RowCells, { choices, today }: MeetingReading): string | null {
  const before = cells.problems.length;
  const day = cells.day('heldOn', choices.dateOrder);
  if (day === null) {
    if (cells.problems.length === before)
      cells.refuse('heldOn', 'date-missing', 'a meeting needs its day, such as 2026-03-05');
    return null;
  }
  if (day > today)
    return cells.refuse('heldOn', 'date-future', `a log is of meetings that were held; this is after today, ${today}`, {
      today
    });
  return day;
}

function readPlaces(cells: RowCells, reading: MeetingReading): string[] {
  const text = cells.text('municipality');
  if (text === '') {
    cells.refuse('municipality', 'place-missing', 'a meeting needs its municipality, by code or name');
    return [];
  }
  // a name may hold "and"; it is tried whole first
  const whole = reading.places.find(text);
  const parts = whole
    ? [text]
    : text
        .split(/[;|\n,/]+|\s(?:och|and|en|&)\s/)
        .map((one) => one.trim())
        .filter(Boolean);
  const before = cells.problems.length;
  const ids = [...new Set(parts.flatMap((part) => findPlace(cells, part, reading) ?? []))];
  if (ids.length === 0 && cells.problems.length === before)
    cells.refuse('municipality', 'place-missing', 'a meeting needs its municipality, by code or name');
  if (ids.length > MOST.municipality) cells.refuse('municipality', 'too-many', 'at most 50 fit', { most: 50 });
  return ids;
}

function listIn(cells: RowCells, column: 'attendees' | 'barriers' | 'promises'): string[] {
  const list = splitList(cells.text(column));
  if (list.length <= MOST[column]) return list;
  cells.refuse(column, 'too-many', `at most ${MOST[column]} fit into one meeting`, { most: MOST[column] });
  return [];
}

function readAttendee(cells: RowCells, text: string): MeetingSaid['attendees'] {
  const [, name = '', role = ''] = /^(.*?)\s*(?:\(([^()]*)\))?$/su.exec(text.replace(/\s+/g, ' ').trim()) ?? [];
  const bare = name.replace(/,\s*$/, '').trim();
  if (bare === '') return [];
  if (bare.length > 120) {
    cells.refuse('attendees', 'name-long', 'at most 120 characters fit in a name', { most: 120 }, bare);
    return [];
  }
  return [{ name: bare, role: role === '' ? null : (ATTENDEE_VALUES.read(role) ?? 'other') }];
}

function readBarrier(cells: RowCells, text: string, known: ReadonlyMap<string, string>): MeetingSaid['barriers'] {
  const [, title = '', severity] = /^(.*?)\s*(?:\(([1-3])\))?$/su.exec(text) ?? [];
  const barrierId = known.get(foldText(title.replace(/\s+/g, ' ')));
  if (barrierId) return [{ barrierId, severity: severity ? Number(severity) : null }];
  cells.refuse('barriers', 'barrier-unknown', 'write a barrier’s title or id as in the list of barriers', {}, title);
  return [];
}

function readPromise(
  cells: RowCells,
  text: string,
  heldOn: string | null,
  { choices }: MeetingReading
): MeetingSaid['promises'] {
  const [, said = '', by = ''] = /^(.*?)\s*(?:\(([^()]*\d[^()]*)\))?$/su.exec(text) ?? [];
  const due = by === '' ? null : readDay(by.replace(/^\p{L}+\s+(?=\d)/u, ''), choices.dateOrder);
  const what = said.replace(/\s+/g, ' ').trim();
  if (what === '') return [];
  if (what.length > 300) {
    cells.refuse(
      'promises',
      'text-long',
      'at most 300 characters fit in a promise',
      { most: 300, long: what.length },
      what
    );
    return [];
  }
  if (due?.kind === 'ambiguous') {
    const { dmy, mdy } = due;
    cells.refuse('promises', 'date-ambiguous', `this may be ${dmy} or ${mdy}; say which comes first`, { dmy, mdy }, by);
    return [];
  }
  // brackets around something else than a day belong to the words
  if (due && due.kind !== 'day')
    return [{ what: text.replace(/\s+/g, ' ').trim().slice(0, 300), due: dueAfter(heldOn) }];
  return [{ what, due: due?.kind === 'day' ? due.day : dueAfter(heldOn) }];
}

function dueAfter(heldOn: string | null): string {
  const at = heldOn ? Date.parse(heldOn) : 0;
  return new Date(at + DAYS_FOR_PROMISE * 86_400_000).toISOString().slice(0, 10);
}
