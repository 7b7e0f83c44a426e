import { calendarText, foldCalendar } from './calendar-lines';
import { type ClockChange, clockChanges, localAt, offsetAt } from './time-zones';

// RFC 5545 as far as meetings need it: properties, escaping, and a time zone's rules.

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/**
 * A text as the value of a property.
 *
 * @example
 * textValue('Room 3; first floor,\r\nring twice') // 'Room 3\\; first floor\\,\\nring twice'
 */
export function textValue(text: string): string {
  return calendarText(text)
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/**
 * A text as the value of a parameter, in quotes. What cannot stand there at all is a quote (RFC 5545, 3.2), which becomes an
 * apostrophe, and a line break, which becomes a blank.
 *
 * @example
 * parameterValue('Karin "Kajsa"\r\nÅberg: chair') // '"Karin \'Kajsa\' Åberg: chair"'
 */
export function parameterValue(text: string): string {
  return `"${calendarText(text).replace(/\s+/g, ' ').replaceAll('"', "'")}"`;
}

/** @example utcStamp(Date.parse('2027-03-01T08:00:00Z')) // '20270301T080000Z' */
export function utcStamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** @example localStamp('2027-03-29T10:00') // '20270329T100000' */
export function localStamp(local: string): string {
  return `${local.replace(/[-:]/g, '')}00`;
}

/**
 * A file with everything in it: CRLF after every line, lines of at most 75 octets.
 *
 * @param method what is asked of whoever reads it (RFC 5546); null: nothing
 * @example
 * writeIcal('CANCEL', ['BEGIN:VEVENT', 'UID:meeting-1@example.org', 'END:VEVENT'])
 */
export function writeIcal(method: string | null, lines: readonly string[]): string {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Waymark//Waymark//EN', 'CALSCALE:GREGORIAN'];
  const all = [...head, ...(method ? [`METHOD:${method}`] : []), ...lines, 'END:VCALENDAR'];
  return foldCalendar(`${all.join('\r\n')}\r\n`);
}

/**
 * The rules of a time zone around a year, as a calendar file carries them (VTIMEZONE). Where the clocks change by the same
 * rule three years running it is written as that rule, which is what Outlook reads; else each change by itself.
 *
 * @param year of what the file is about
 * @example
 * zoneLines('Europe/Stockholm', 2027).filter((line) => line.startsWith('RRULE'))
 * // ['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU']
 */
export function zoneLines(zone: string, year: number): string[] {
  const changes = clockChanges(zone, year - 1, year + 1);
  const winter = Math.min(...changes.flatMap(({ from, to }) => [from, to]));
  const observances: string[] = [];
  if (!changes.length) {
    const offset = offsetOf(offsetAt(Date.UTC(year, 0, 1), zone));
    observances.push(
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      ...[`TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`, 'END:STANDARD']
    );
  }
  const rule = yearlyRule(changes);
  const written = rule ? changes.slice(0, 2) : changes;
  // what holds before the first change
  const first = rule ? undefined : written[0];
  if (first) {
    const offset = offsetOf(first.from);
    observances.push(
      ...[`BEGIN:${kindOf(first.from, winter)}`, `DTSTART:${localStamp(localAt(Date.UTC(year - 2, 0, 1), zone))}`],
      ...[`TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`, `END:${kindOf(first.from, winter)}`]
    );
  }
  for (const { local, from, to } of written) {
    const kind = kindOf(to, winter);
    observances.push(
      ...[`BEGIN:${kind}`, `DTSTART:${localStamp(local)}`, ...(rule ? [`RRULE:FREQ=YEARLY;${rule(local)}`] : [])],
      ...[`TZOFFSETFROM:${offsetOf(from)}`, `TZOFFSETTO:${offsetOf(to)}`, `END:${kind}`]
    );
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances, 'END:VTIMEZONE'];
}

const kindOf = (offset: number, winter: number) => (offset > winter ? 'DAYLIGHT' : 'STANDARD');

/** @example offsetOf(-210) // '-0330' */
function offsetOf(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/** How to word the rule, where six changes in three years follow one for each half of the year. */
function yearlyRule(changes: readonly ClockChange[]): ((local: string) => string) | null {
  if (changes.length !== 6) return null;
  for (const word of [fromTheEnd, fromTheStart]) {
    const words = changes.map(({ local, from, to }) => `${word(local)} ${local.slice(11)} ${from} ${to}`);
    if (words.slice(2).every((one, i) => one === words[i])) return word;
  }
  return null;
}

const dayOf = (local: string) => new Date(`${local.slice(0, 10)}T00:00:00Z`);

function fromTheStart(local: string): string {
  const day = dayOf(local);
  const week = Math.ceil(day.getUTCDate() / 7);
  return `BYMONTH=${day.getUTCMonth() + 1};BYDAY=${week}${DAYS[day.getUTCDay()]}`;
}

function fromTheEnd(local: string): string {
  const day = dayOf(local);
  const length = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  const week = Math.ceil((length - day.getUTCDate() + 1) / 7);
  return `BYMONTH=${day.getUTCMonth() + 1};BYDAY=-${week}${DAYS[day.getUTCDay()]}`;
}
