import { generateIcsCalendar } from 'ts-ics';
import { calendarText, foldCalendar } from '$lib/domain/shared/calendar-lines';
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
 * A calendar file of whole days (iCalendar, RFC 5545), in the order given. They block no time.
 *
 * @example
 * writeCalendar('Plan', [{ uid: 'step-1@waymark.example.org', day: '2027-01-31', title: 'Choose a licence', ... }])
 */
export function writeCalendar(name: string, entries: readonly CalendarEntry[]): string {
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
  return foldCalendar(file.endsWith('\r\n') ? file : `${file}\r\n`);
}

// ts-ics writes a calendar's name as it is
const nameText = (name: string) =>
  calendarText(name)
    .replaceAll('\n', ' ')
    .replace(/[\\;,]/g, '\\$&');
const wholeDay = (day: string) => ({ date: new Date(`${day}T00:00:00Z`), type: 'DATE' as const });
