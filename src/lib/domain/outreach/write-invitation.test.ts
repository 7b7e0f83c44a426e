import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../shared/time-zones';
import { zoneLines } from '../shared/write-ical';
import { type CalendarMeeting, isOver, writeInvitation } from './write-invitation';

const meeting: CalendarMeeting = {
  uid: 'meeting-0198a0de-0000-7000-8000-000000000001@waymark.example.org',
  ...{ sequence: 0, state: 'planned', title: 'Öppna data i Ljusdal', description: 'Waymark', place: 'Rum 3; plan 1' },
  ...{ startsAt: '2027-03-29T10:00', minutes: 60, timeZone: 'Europe/Stockholm' },
  stampedAt: Date.parse('2027-03-01T08:00:00Z'),
  link: 'https://waymark.example.org/app/meetings/planned/1'
};
const parties = {
  organiser: { name: 'Åsa Exempel', email: 'meetings@example.org' },
  attendee: { name: 'Kim "Kajsa"; Exempel:\r\nX-EVIL:1', email: 'kim@example.org' }
};

/** The file as another library reads it, its own zone table empty: only what the file says counts. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const component = calendar.getFirstSubcomponent('vevent')!;
  const zone = calendar.getFirstSubcomponent('vtimezone');
  const event = new ICAL.Event(component);
  const at = (time: ICAL.Time) => {
    if (zone && time.zone.tzid !== 'UTC') time.zone = new ICAL.Timezone(zone);
    return time.toJSDate().toISOString();
  };
  return {
    ...{ calendar, component, uid: event.uid, sequence: event.sequence, summary: event.summary },
    ...{ start: at(event.startDate), end: at(event.endDate), location: event.location },
    method: calendar.getFirstPropertyValue('method'),
    status: component.getFirstPropertyValue('status')
  };
}

describe('an invitation', () => {
  it('is read by another library as it was meant', () => {
    const { method, file } = writeInvitation(meeting, parties);
    const found = read(file);
    expect(method).toBe('REQUEST');
    expect(found).toMatchObject({
      ...{ method: 'REQUEST', uid: meeting.uid, sequence: 0, status: 'CONFIRMED' },
      ...{ summary: meeting.title, location: meeting.place },
      ...{ start: '2027-03-29T08:00:00.000Z', end: '2027-03-29T09:00:00.000Z' }
    });
    const attendee = found.component.getFirstProperty('attendee')!;
    expect(attendee.getFirstValue()).toBe('mailto:kim@example.org');
    expect(attendee.getParameter('cn')).toBe("Kim 'Kajsa'; Exempel: X-EVIL:1");
    expect(attendee.getParameter('partstat')).toBe('NEEDS-ACTION');
    expect(found.component.getFirstPropertyValue('organizer')).toBe('mailto:meetings@example.org');
    expect(file).not.toMatch(/^X-EVIL/m);
  });

  it('is on the right moment around both changes of clocks of 2027', () => {
    const moments: Record<string, string> = {
      '2027-03-26T10:00': '2027-03-26T09:00:00.000Z',
      '2027-03-28T01:30': '2027-03-28T00:30:00.000Z',
      '2027-03-28T03:15': '2027-03-28T01:15:00.000Z',
      '2027-03-29T10:00': '2027-03-29T08:00:00.000Z',
      '2027-10-29T10:00': '2027-10-29T08:00:00.000Z',
      '2027-10-31T03:15': '2027-10-31T02:15:00.000Z',
      '2027-11-01T10:00': '2027-11-01T09:00:00.000Z'
    };
    for (const [startsAt, start] of Object.entries(moments)) {
      const { file } = writeInvitation({ ...meeting, startsAt }, parties);
      expect([startsAt, read(file).start]).toEqual([startsAt, start]);
    }
  });

  it('is changed and cancelled under the same UID with a higher number', () => {
    const moved = read(writeInvitation({ ...meeting, sequence: 1, startsAt: '2027-03-30T10:00' }, parties).file);
    expect(moved).toMatchObject({ method: 'REQUEST', uid: meeting.uid, sequence: 1, status: 'CONFIRMED' });
    const off = writeInvitation({ ...meeting, sequence: 2, state: 'cancelled' }, parties);
    expect(off.method).toBe('CANCEL');
    expect(read(off.file)).toMatchObject({ method: 'CANCEL', uid: meeting.uid, sequence: 2, status: 'CANCELLED' });
  });

  it('folds long Swedish text by octets and loses none of it', () => {
    const title = 'Åtgärder för överförmyndarnämndens ärendehantering i Örnsköldsvik 🌲 '.repeat(6).trim();
    const { file } = writeInvitation({ ...meeting, title, description: title }, parties);
    for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(read(file).summary).toBe(title);
  });

  it('keeps the grammar with 10,000 titles and places of any kind', () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom('\r\n', '\r', '\n', ';', ',', ':', '"', '\\', '\\n', 'END:VEVENT', ' ', '\t', 'å', '\u0000')
        )
        .map((parts) => parts.join(''))
    );
    fc.assert(
      fc.property(wild, wild, wild, (title, place, name) => {
        const { file } = writeInvitation(
          { ...meeting, title, place, timeZone: 'UTC' },
          { organiser: { ...parties.organiser, name }, attendee: parties.attendee }
        );
        // every line is a property of ours: nothing that was typed began one
        const lines = file.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
        for (const line of lines) {
          if (!/^[A-Z-]+[;:]/.test(line)) throw new Error(`no property: ${JSON.stringify(line)}`);
          // eslint-disable-next-line no-control-regex -- control characters are what must not be there
          if (/[\u0000-\u001f\u007f]/.test(line)) throw new Error(`a control character: ${JSON.stringify(line)}`);
        }
        expect(lines.filter((line) => line.startsWith('END:'))).toEqual(['END:VEVENT', 'END:VCALENDAR']);
      }),
      { numRuns: 10_000 }
    );
  });

  it('gives any title back to the library that reads it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (title) => {
        const { file } = writeInvitation({ ...meeting, title, timeZone: 'UTC' }, parties);
        // the separators of lines and paragraphs are breaks like any other
        expect(read(file).summary).toBe(title.replace(/[\u2028\u2029]/g, '\n').trim());
      }),
      { numRuns: 300 }
    );
  });

  it('is for nobody once the meeting is over', () => {
    const end = instantOf(meeting.startsAt, meeting.timeZone) + 60 * 60_000;
    expect(isOver(meeting, end)).toBe(false);
    expect(isOver(meeting, end + 1)).toBe(true);
  });
});

describe('the rules of a zone', () => {
  it('are a rule where there is one, and each change by itself where there is none', () => {
    expect(zoneLines('Europe/Stockholm', 2027).filter((line) => /^RRULE|^BEGIN/.test(line))).toEqual([
      ...['BEGIN:VTIMEZONE', 'BEGIN:DAYLIGHT', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
      ...['BEGIN:STANDARD', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU']
    ]);
    expect(zoneLines('America/New_York', 2027).filter((line) => line.startsWith('RRULE'))).toEqual([
      ...['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU']
    ]);
    expect(zoneLines('Asia/Tokyo', 2027)).toContain('TZOFFSETTO:+0900');
    expect(zoneLines('Africa/Casablanca', 2027).some((line) => line.startsWith('RRULE'))).toBe(false);
  });

  it('give the right moment in zones with other rules', () => {
    for (const [timeZone, startsAt, start] of [
      ['America/New_York', '2027-03-15T09:00', '2027-03-15T13:00:00.000Z'],
      ['America/New_York', '2027-11-08T09:00', '2027-11-08T14:00:00.000Z'],
      ['Asia/Kathmandu', '2027-07-01T09:00', '2027-07-01T03:15:00.000Z'],
      [
        'Africa/Casablanca',
        '2027-07-01T09:00',
        new Date(instantOf('2027-07-01T09:00', 'Africa/Casablanca')).toISOString()
      ]
    ] as const)
      expect(read(writeInvitation({ ...meeting, timeZone, startsAt }, parties).file).start).toBe(start);
  });
});
