import type { CsvCell } from '../../shared/csv';
import type { Locale } from '../../shared/locale';
import { type ContactContent } from '../merge-contact';
import type { GoalMet } from '../meeting-parts';
import { exportWord, valueWord } from './export-words';
import type { Place } from './find-place';
import { PlaceFinder } from './find-place';
import { headerOf } from './header-words';
import { CONTACT_COLUMNS, MEETING_COLUMNS } from './kinds';
import { writeKnowledge } from './meeting-figures';
import type { KnownMeeting } from './plan-meeting';
import { ATTENDEE_VALUES, BASIS_VALUES, CHANNEL_VALUES, FORM_VALUES, ROLE_VALUES, SCOPE_VALUES } from './value-words';

export interface Sheet {
  name: string;
  /** Header first. */
  table: CsvCell[][];
}

/** A municipality as an import finds it again: by name, by code where the name is another's too or would be cut up. */
export class PlaceNames {
  readonly #finder: PlaceFinder;
  readonly #byId: ReadonlyMap<string, Place>;

  constructor(places: readonly Place[]) {
    this.#finder = new PlaceFinder(places);
    this.#byId = new Map(places.map((place) => [place.id, place]));
  }

  of(id: string | null): string {
    const place = id === null ? undefined : this.#byId.get(id);
    if (!place) return '';
    const whole = !/[;|,/]|\s(?:och|and|en|&)\s/.test(place.name);
    return whole && this.#finder.find(place.name) === place.id ? place.name : place.code;
  }
}

/**
 * Contacts as an address list that can be read in again and then changes nothing.
 *
 * @example
 * writeContactTable([{ id, content: karin }], places, 'sv')[0].slice(0, 3) // ['Namn', 'E-post', 'Telefon']
 */
export function writeContactTable(
  contacts: readonly { id: string; content: ContactContent }[],
  places: PlaceNames,
  locale: Locale
): CsvCell[][] {
  // a name stands in one column
  const columns = CONTACT_COLUMNS.filter((column) => column !== 'firstName' && column !== 'lastName');
  const rows = contacts.map(({ id, content }) => {
    const cells: Record<(typeof columns)[number], CsvCell> = {
      ...{ id, name: content.name, email: content.email, phone: content.phone, note: content.note },
      ...{ municipality: places.of(content.municipalityId), role: ROLE_VALUES.write(content.role, locale) },
      ...{ moreEmails: content.moreEmails?.join('; '), morePhones: content.morePhones?.join('; ') },
      ...{ channel: content.channel && CHANNEL_VALUES.write(content.channel, locale), source: content.source },
      ...{ stayInTouchDays: content.stayInTouchDays, basisOn: content.basisOn, optedOutOn: content.optedOutOn },
      basis: content.basis && BASIS_VALUES.write(content.basis, locale),
      optOutScope: content.optOutScope && SCOPE_VALUES.write(content.optOutScope, locale)
    };
    return columns.map((column) => cells[column]);
  });
  return [columns.map((column) => headerOf('contacts', column, locale)), ...rows];
}

export interface WrittenMeeting extends Omit<KnownMeeting, 'barriers'> {
  barriers: readonly {
    id: string;
    barrierId: string;
    severity: number;
    quote: string;
    consent: 'yes' | 'no' | 'anonymous';
  }[];
  nextContactOn: string | null;
  goalsMet: readonly GoalMet[];
}

export interface MeetingWords {
  places: PlaceNames;
  locale: Locale;
  /** A barrier's title, its id where there is none. */
  barrier(id: string): string;
  criterion(id: string): string;
}

/** What parts in a cell are kept apart by must not stand in them. */
const inList = (text: string): string =>
  text
    .replace(/\s*[\n]+\s*/g, ' ')
    .replaceAll(';', ',')
    .replaceAll('|', '/');

/** One row for each meeting, with its lists in cells: what an import reads back, and after it what it does not. */
export function writeMeetingTable(meetings: readonly WrittenMeeting[], words: MeetingWords): CsvCell[][] {
  const { places, locale } = words;
  const word = (name: Parameters<typeof exportWord>[0]) => exportWord(name, locale);
  const rows = meetings.map((meeting) => {
    const cells: Record<(typeof MEETING_COLUMNS)[number], CsvCell> = {
      ...{ id: meeting.id, heldOn: meeting.heldOn, form: FORM_VALUES.write(meeting.form, locale) },
      municipality: meeting.municipalityIds.map((id) => places.of(id)).join('; '),
      attendees: meeting.attendees
        .map(({ name, role }) => `${inList(name)} (${ATTENDEE_VALUES.write(role, locale)})`)
        .join('; '),
      ...meeting.texts,
      barriers: meeting.barriers
        .map(({ barrierId, severity }) => `${safeBarrier(barrierId, words)} (${severity})`)
        .join('; '),
      promises: meeting.followUps.map(({ what, due }) => `${inList(what)} (${due})`).join('; '),
      ...{ interestBefore: meeting.interestBefore, interestAfter: meeting.interestAfter },
      knowledgeBefore: writeKnowledge(meeting.knowledge, 'before', locale),
      knowledgeAfter: writeKnowledge(meeting.knowledge, 'after', locale)
    };
    return [...MEETING_COLUMNS.map((column) => cells[column]), meeting.nextContactOn];
  });
  const head = MEETING_COLUMNS.map((column) => headerOf('meetings', column, locale));
  return [[...head, word('nextContactOn')], ...rows];
}

/** A title with a sign in it that keeps parts apart would be cut up: then its id. */
function safeBarrier(id: string, { barrier }: MeetingWords): string {
  const title = barrier(id);
  return /[;|\n]|\([1-3]\)$/.test(title) ? id : title;
}

/**
 * Meetings as sheets: one row for each meeting, and one sheet for each of its lists. A quote without consent stays where
 * it was noted.
 */
export function writeMeetingSheets(meetings: readonly WrittenMeeting[], words: MeetingWords): Sheet[] {
  const { places, locale } = words;
  const word = (name: Parameters<typeof exportWord>[0]) => exportWord(name, locale);
  const of = ({ id, heldOn, municipalityIds }: WrittenMeeting): CsvCell[] => [
    ...[id, heldOn, municipalityIds.map((one) => places.of(one)).join('; ')]
  ];
  const head = [word('meetingId'), word('heldOn'), word('municipality')];
  const sheet = (name: Parameters<typeof exportWord>[0], columns: string[], rows: CsvCell[][]): Sheet => ({
    ...{ name: word(name), table: [[...head, ...columns], ...rows] }
  });
  return [
    { name: word('sheet_meetings'), table: writeMeetingTable(meetings, words) },
    sheet(
      'sheet_attendees',
      [word('name'), word('role')],
      meetings.flatMap((one) =>
        one.attendees.map(({ name, role }) => [...of(one), name, ATTENDEE_VALUES.write(role, locale)])
      )
    ),
    sheet(
      'sheet_barriers',
      [word('barrier'), word('severity'), word('quote'), word('consent')],
      meetings.flatMap((one) =>
        one.barriers.map(({ barrierId, severity, quote, consent }) => [
          ...[...of(one), words.barrier(barrierId), severity, consent === 'no' ? '' : quote],
          quote === '' ? '' : valueWord('consent', consent, locale)
        ])
      )
    ),
    sheet(
      'sheet_goals',
      [word('goal')],
      meetings.flatMap((one) =>
        one.goalsMet.map(({ what, criterionId }) => [...of(one), what || words.criterion(criterionId ?? '')])
      )
    )
  ];
}
