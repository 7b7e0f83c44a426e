import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInvitationReply } from './read-invitation-reply';

const reply = (lines: string[] = [], method = 'REPLY') =>
  [
    ...['BEGIN:VCALENDAR', 'PRODID:-//Example//EN', 'VERSION:2.0', `METHOD:${method}`, 'BEGIN:VEVENT'],
    ...['UID:meeting-1@example.org', 'SEQUENCE:2', 'DTSTAMP:20270301T080000Z', 'DTSTART:20270329T080000Z'],
    ...(lines.length ? lines : ['ATTENDEE;CN=Kim;PARTSTAT=ACCEPTED:MAILTO:Kim@Example.org']),
    ...['END:VEVENT', 'END:VCALENDAR', '']
  ].join('\r\n');
const code = (file: string) => {
  const read = readInvitationReply(file);
  return read.ok ? 'ok' : read.problems[0]!.code;
};

describe('an answer to an invitation', () => {
  it('says who answered what, to which number, and when', () => {
    expect(readInvitationReply(reply())).toEqual({
      ok: true,
      value: [
        {
          ...{ uid: 'meeting-1@example.org', sequence: 2, attendee: 'kim@example.org', reply: 'accepted' },
          stampedAt: Date.parse('2027-03-01T08:00:00Z')
        }
      ]
    });
    expect(readInvitationReply(reply(['ATTENDEE;PARTSTAT=declined:mailto:a@b.org']))).toMatchObject({
      value: [{ reply: 'declined' }]
    });
  });

  it('of a proposal of another time is what it says of coming', () => {
    expect(readInvitationReply(reply(['ATTENDEE;PARTSTAT=TENTATIVE:mailto:a@b.org'], 'COUNTER'))).toMatchObject({
      value: [{ reply: 'tentative' }]
    });
  });

  it('is refused where it is none', () => {
    expect(code('')).toBe('no-reply');
    expect(code('Thank you, I will come')).toBe('calendar-unreadable');
    expect(code(reply([], 'REQUEST'))).toBe('no-reply');
    expect(code(reply(['ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b.org']))).toBe('no-reply');
    expect(code(reply(['ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1']))).toBe('no-reply');
    const two = ['ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.org', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:c@b.org'];
    expect(code(reply(two))).toBe('no-reply');
    expect(code(`${reply()}${'X'.repeat(200_000)}`)).toBe('calendar-too-long');
  });

  it('never throws, whatever is done to it', () => {
    const whole = reply();
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(30),
        fc.string({ unit: 'binary', maxLength: 12 }),
        (at, cut, put) => void readInvitationReply(whole.slice(0, at) + put + whole.slice(at + cut))
      ),
      { numRuns: 800 }
    );
  });

  const folder = join(process.cwd(), '../shared/data/messy/icalendar');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ics')) : [];
  it.skipIf(files.length === 0)(`does not stumble over unusual files (skipped without ${folder})`, () => {
    for (const name of files) {
      const file = readFileSync(join(folder, name), 'utf8');
      expect([name, code(file)]).toEqual([name, expect.stringMatching(/^(no-reply|calendar-unreadable)$/)]);
      // the same as an answer, where it says whose
      const answer = file.replace(/METHOD:\w+\r?\n/, '').replace(/(BEGIN:VCALENDAR\r?\n)/, '$1METHOD:REPLY\r\n');
      expect(code(answer)).toMatch(/^(ok|no-reply|calendar-unreadable)$/);
    }
  });
});
