import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarText } from '$lib/domain/shared/calendar-lines';
import { readCalendarFile, textOf, valueOf } from '../../../../tests/support/read-calendar';
import { type CalendarEntry, writeCalendar } from './write-calendar';

const entry: CalendarEntry = {
  uid: 'step-1@waymark.example.org',
  day: '2027-01-31',
  title: 'Choose a licence; say so, too',
  description: 'In the plan of Ljusdal.\nYou look after it.',
  link: 'https://waymark.example.org/app/plan',
  changedAt: new Date('2026-11-22T09:00:00Z')
};

describe('a calendar file', () => {
  it('holds a whole day with what it is about', () => {
    const { calendar, events } = readCalendarFile(writeCalendar('Plan för öppna data', [entry]));
    expect(textOf(calendar, 'X-WR-CALNAME')).toBe('Plan för öppna data');
    expect(valueOf(calendar, 'VERSION')).toBe('2.0');
    expect(valueOf(calendar, 'PRODID')).toContain('Waymark');
    const event = events[0]!;
    expect(event.find(({ name }) => name === 'DTSTART')).toEqual({
      name: 'DTSTART',
      params: ';VALUE=DATE',
      value: '20270131'
    });
    expect(valueOf(event, 'DTEND')).toBe('20270201');
    expect(valueOf(event, 'DTSTAMP')).toBe('20261122T090000Z');
    expect(valueOf(event, 'UID')).toBe(entry.uid);
    expect(valueOf(event, 'TRANSP')).toBe('TRANSPARENT');
    expect(textOf(event, 'SUMMARY')).toBe(entry.title);
    expect(textOf(event, 'DESCRIPTION')).toBe(`${entry.description}\n${entry.link}`);
  });

  it('is a whole file without entries, and the same file every time', () => {
    expect(readCalendarFile(writeCalendar('Plan', [])).events).toEqual([]);
    expect(writeCalendar('Plan', [entry])).toBe(writeCalendar('Plan', [entry]));
  });

  it.each([
    'x\r\nBEGIN:VALARM\r\nEND:VALARM',
    'x\rATTENDEE:mailto:victim@example.org',
    'x\n ATTACH:file:///etc/passwd',
    'x\u2028URL:javascript:alert(1)',
    '\\n\\,\\;'
  ])('takes nothing in through a title such as %j', (title) => {
    const { events } = readCalendarFile(writeCalendar(title, [{ ...entry, title, description: title }]));
    expect(events).toHaveLength(1);
    expect(events[0]!.map(({ name }) => name).sort()).toEqual(
      ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'DESCRIPTION', 'URL', 'TRANSP'].sort()
    );
    expect(textOf(events[0]!, 'SUMMARY')).toBe(calendarText(title));
  });

  it('says of any text what it said, and nothing else', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom('\r', '\n', '\r\n', '\\', ';', ',', ':', '"', 'å', '🏛', ' ', '\t', 'END:VEVENT', '\ud83d')
      ),
      maxLength: 120
    });
    fc.assert(
      fc.property(nasty, nasty, (title, description) => {
        const { events } = readCalendarFile(writeCalendar('Plan', [{ ...entry, title, description }, entry]));
        expect(events).toHaveLength(2);
        expect(textOf(events[0]!, 'SUMMARY')).toBe(calendarText(title));
        expect(textOf(events[0]!, 'DESCRIPTION')).toBe(calendarText(`${description}\n${entry.link}`));
        expect(events[0]!).toHaveLength(events[1]!.length);
      }),
      { numRuns: 500 }
    );
  });
});
