import { instantOf, localAfter } from '../shared/time-zones';
import { localStamp, parameterValue, textValue, utcStamp, writeIcal, zoneLines } from '../shared/write-ical';
import type { PlannedState } from './plan-kinds';

/** What a calendar shows of a meeting. */
export interface CalendarMeeting {
  /** The same for ever, whatever is changed. */
  uid: string;
  /** One more with each change that matters. */
  sequence: number;
  state: PlannedState;
  title: string;
  description: string;
  place: string;
  /** `2027-03-29T10:00` by the clock in `timeZone`. */
  startsAt: string;
  minutes: number;
  timeZone: string;
  /** When it was changed last, milliseconds since 1970. */
  stampedAt: number;
  link?: string;
}

/** Whom the invitation is from, and the one it goes to: nobody learns from it who else is invited. */
export interface Parties {
  organiser: { name: string; email: string };
  attendee: { name: string; email: string };
}

/** One event; the file also needs the rules of its time zone (`zoneLines`). */
export function eventLines(meeting: CalendarMeeting, parties?: Parties): string[] {
  const { timeZone, startsAt, minutes, state } = meeting;
  const zoned = (local: string) =>
    timeZone === 'UTC' ? `:${localStamp(local)}Z` : `;TZID=${timeZone}:${localStamp(local)}`;
  return [
    'BEGIN:VEVENT',
    `UID:${textValue(meeting.uid)}`,
    `DTSTAMP:${utcStamp(meeting.stampedAt)}`,
    `LAST-MODIFIED:${utcStamp(meeting.stampedAt)}`,
    `SEQUENCE:${meeting.sequence}`,
    `STATUS:${state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    `DTSTART${zoned(startsAt)}`,
    `DTEND${zoned(localAfter(startsAt, minutes, timeZone))}`,
    `SUMMARY:${textValue(meeting.title)}`,
    ...(meeting.place ? [`LOCATION:${textValue(meeting.place)}`] : []),
    ...(meeting.description ? [`DESCRIPTION:${textValue(meeting.description)}`] : []),
    ...(meeting.link ? [`URL:${meeting.link}`] : []),
    ...(parties
      ? [
          `ORGANIZER;CN=${parameterValue(parties.organiser.name)}:mailto:${parties.organiser.email}`,
          `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=${state === 'cancelled' ? 'FALSE' : 'TRUE'};CN=${parameterValue(parties.attendee.name)}:mailto:${parties.attendee.email}`
        ]
      : []),
    'END:VEVENT'
  ];
}

/** The rules of every zone these meetings are in, each once. */
export function zonesOf(meetings: readonly Pick<CalendarMeeting, 'timeZone' | 'startsAt'>[]): string[] {
  const years = new Map<string, number>();
  for (const { timeZone, startsAt } of meetings)
    if (timeZone !== 'UTC' && !years.has(timeZone)) years.set(timeZone, Number(startsAt.slice(0, 4)));
  return [...years].flatMap(([zone, year]) => zoneLines(zone, year));
}

/**
 * An invitation to a meeting, its change, or its cancellation, as mail carries it (iTIP, RFC 5546, 3.2.2 and 3.2.5).
 *
 * @example
 * writeInvitation({ uid: 'meeting-1@example.org', sequence: 1, state: 'cancelled', ... }, parties)
 * // METHOD:CANCEL, the same UID, SEQUENCE:1, STATUS:CANCELLED
 */
export function writeInvitation(
  meeting: CalendarMeeting,
  parties: Parties
): { method: 'REQUEST' | 'CANCEL'; file: string } {
  const method = meeting.state === 'cancelled' ? 'CANCEL' : 'REQUEST';
  return { method, file: writeIcal(method, [...zonesOf([meeting]), ...eventLines(meeting, parties)]) };
}

/** Whether a meeting is over: then nobody is invited to it any more. */
export function isOver(meeting: Pick<CalendarMeeting, 'startsAt' | 'minutes' | 'timeZone'>, now: number): boolean {
  return instantOf(meeting.startsAt, meeting.timeZone) + meeting.minutes * 60_000 < now;
}
