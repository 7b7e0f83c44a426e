import { generateIcsCalendar } from 'ts-ics';
import { calendarText, foldCalendar } from '$lib/domain/shared/calendar-lines';
import { type CalendarMeeting, eventLines, zonesOf } from '$lib/domain/outreach/write-invitation';
import { zoneOfCountry } from '$lib/domain/shared/time-zones';
import { addDays } from '$lib/domain/roadmap/reminder-due';

/** One day in somebody's calendar. */
export interface CalendarEntry {
  /** The same for ever, so that a calendar changes its entry instead of adding one. */
  uid: string;
  /** ISO date. */
  day: string;
  title: string;
  description: string;
  link: string;
  /** When it was last changed: the file stays the same while nothing does. */
  changedAt: Date;
}

/**
 * A calendar file of whole days (iCalendar, RFC 5545), in the order given, which block no time, and of meetings at their hours.
 *
 * @example
 * writeCalendar('Plan', [{ uid: 'step-1@waymark.example.org', day: '2027-01-31', title: 'Choose a licence', ... }])
 */
export function writeCalendar(
  name: string,
  entries: readonly CalendarEntry[],
  meetings: readonly CalendarMeeting[] = []
): string {
  const file = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Waymark//Waymark//EN',
    method: 'PUBLISH',
    name: nameText(name),
    events: entries.map(({ uid, day, title, description, link, changedAt }) => ({
      uid,
      stamp: { date: changedAt },
      start: wholeDay(day),
      end: wholeDay(addDays(day, 1)),
      summary: calendarText(title),
      description: calendarText(`${description}\n${link}`),
      url: link,
      timeTransparent: 'TRANSPARENT' as const
    }))
  });
  const timed = [...zonesOf(meetings), ...meetings.flatMap((meeting) => eventLines(meeting))];
  const whole = file.replace(/END:VCALENDAR\s*$/, () => [...timed, 'END:VCALENDAR', ''].join('\r\n'));
  return foldCalendar(whole);
}

/** A proposed meeting at an hour of the clock where the network is. */
export interface Appointment extends CalendarEntry {
  /** 0 to 23, local time. */
  hour: number;
  minutes: number;
  /** ISO 3166 code of the network's country. */
  country: string;
}

/**
 * A calendar file with one tentative appointment, to go with a mail.
 *
 * @example
 * writeAppointment({ day: '2027-02-02', hour: 10, minutes: 30, country: 'SE', ... }) // DTSTART:20270202T090000Z
 */
export function writeAppointment(entry: Appointment): string {
  const start = instantOf(entry.day, entry.hour, zoneOfCountry(entry.country));
  const file = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Waymark//Waymark//EN',
    method: 'PUBLISH',
    events: [
      {
        uid: entry.uid,
        stamp: { date: entry.changedAt },
        start: { date: start, type: 'DATE-TIME' },
        end: { date: new Date(start.getTime() + entry.minutes * 60_000), type: 'DATE-TIME' },
        summary: calendarText(entry.title),
        description: calendarText(`${entry.description}\n${entry.link}`),
        url: entry.link,
        status: 'TENTATIVE' as const
      }
    ]
  });
  return foldCalendar(file.endsWith('\r\n') ? file : `${file}\r\n`);
}

/** The moment a clock there shows the full hour. */
function instantOf(day: string, hour: number, zone: string): Date {
  const guess = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(guess);
  return new Date(guess.getTime() - (Number(shown) - hour) * 3_600_000);
}

// ts-ics writes a calendar's name as it is
const nameText = (name: string) =>
  calendarText(name)
    .replaceAll('\n', ' ')
    .replace(/[\\;,]/g, '\\$&');
const wholeDay = (day: string) => ({ date: new Date(`${day}T00:00:00Z`), type: 'DATE' as const });
