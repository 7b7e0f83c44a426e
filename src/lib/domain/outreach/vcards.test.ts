import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { CONTACT_ROLES } from './contact-kinds';
import { OPT_OUT_SCOPES } from './may-be-contacted';
import { type ContactContent, NO_CONTACT } from './merge-contact';
import { MOST_CARDS, readVcards } from './read-vcards';
import { writeVcards } from './write-vcards';
import { cpuNow } from '../../../../tests/support/cpu-now';

const card = (lines: string, version = '3.0') => `BEGIN:VCARD\r\nVERSION:${version}\r\n${lines}\r\nEND:VCARD\r\n`;
const readOne = (text: string) => {
  const read = readVcards(text, 'SE');
  if (!read.ok) throw new Error(read.problems[0]!.message);
  return read.value[0]!;
};
const karin: ContactContent = {
  ...NO_CONTACT,
  ...{ name: 'Karin Löf Lund', role: 'it', email: 'karin@example.org', phone: '+4691214000;ext=12' },
  ...{ moreEmails: ['k2@example.org'], morePhones: ['+46701740611', '+46701740612'] },
  ...{ note: 'Mornings; not Fridays,\nor so\\', source: 'A list', optedOutOn: '2026-10-01', optOutScope: 'campaigns' }
};
const asCard = (content: ContactContent) => ({
  ...{ id: '0198c0de-0000-7000-8000-000000000001', content, place: 'Malå, norra; delen' },
  changedAt: '2026-11-22T10:00:00.123Z'
});

describe('a vCard that is written', () => {
  it.each(['3.0', '4.0'] as const)('%s says the same to another reader', (version) => {
    const file = writeVcards([asCard(karin)], version);
    const [, properties] = ICAL.parse(file) as [string, [string, Record<string, unknown>, string, ...unknown[]][]];
    const values = (name: string) => properties.filter(([known]) => known === name).map(([, , , ...rest]) => rest[0]);
    expect(values('version')).toEqual([version]);
    expect(values('fn')).toEqual(['Karin Löf Lund']);
    expect(values('n')).toEqual([['Lund', 'Karin Löf', '', '', '']]);
    expect(values('org').flat()).toEqual(['Malå, norra; delen']);
    expect(values('email')).toEqual(['karin@example.org', 'k2@example.org']);
    expect(values('tel')).toEqual(
      version === '4.0'
        ? ['tel:+4691214000;ext=12', 'tel:+46701740611', 'tel:+46701740612']
        : ['+4691214000 x12', '+46701740611', '+46701740612']
    );
    // this reader leaves the backslash before a semicolon that stands in no list
    expect(values('note').map((note) => String(note).replace('\\;', ';'))).toEqual([karin.note]);
  });

  it('has lines of 75 octets that end in CRLF and never cut a character', () => {
    const bytes = new TextEncoder().encode(writeVcards([asCard({ ...karin, note: 'å€😀'.repeat(60) })], '4.0'));
    const lines = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\r\n');
    expect(lines.at(-1)).toBe('');
    for (const line of lines) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n]/);
    }
  });

  it('cannot be ended by what somebody typed', () => {
    const file = writeVcards(
      [asCard({ ...karin, name: 'A\r\nEND:VCARD\r\nBEGIN:VCARD', note: '\u2028END:VCARD' })],
      '4.0'
    );
    expect(file.split('\r\n').filter((line) => line === 'END:VCARD')).toHaveLength(1);
  });

  it('comes back as it was, whatever it says', () => {
    const unit = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.constantFrom(...'\\;,:"n='));
    const words = fc.array(unit, { minLength: 1, maxLength: 60 }).map((units) => units.join(''));
    const line = words
      .map((text) => text.replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ').trim())
      .filter((text) => text !== '');
    const phone = fc.integer({ min: 700000000, max: 709999999 }).map((n) => `+46${n}`);
    const more = fc.option(fc.uniqueArray(phone, { minLength: 1, maxLength: 3 }));
    const content = fc.record({
      ...Object.fromEntries(Object.entries(NO_CONTACT).map(([name, value]) => [name, fc.constant(value)])),
      name: line,
      role: fc.constantFrom(...CONTACT_ROLES),
      email: fc.constantFrom('', 'a@example.org'),
      phone: fc.constant('+46912140001'),
      morePhones: more,
      note: line,
      optedOutOn: fc.constant('2026-10-01'),
      optOutScope: fc.constantFrom(...OPT_OUT_SCOPES.filter((scope) => scope !== 'everything'))
    }) as unknown as fc.Arbitrary<ContactContent>;
    fc.assert(
      fc.property(content, fc.constantFrom('3.0' as const, '4.0' as const), (one, version) => {
        const again = readOne(writeVcards([asCard(one)], version));
        expect(again.problems).toEqual([]);
        expect(again.content).toEqual(one);
      })
    );
  });
});

describe('a vCard that is read', () => {
  it('takes groups, preferences, folded lines and every address', () => {
    const read = readOne(
      card(
        'item1.EMAIL;TYPE=INTERNET:second@example.org\r\nEMAIL;TYPE=INTERNET,PREF:First@Exam\r\n ple.org\r\n' +
          'N:Lund;Karin;;;\r\nORG:Norsjö kommun;IT\r\nTITLE:IT-chef\r\nTEL;TYPE=WORK:0912-140 00\r\nTEL;TYPE=CELL:070-174 06 11\r\nUID:abc\r\nPHOTO;ENCODING=b:AAAA'
      )
    );
    expect(read).toMatchObject({
      name: 'Karin Lund',
      uid: 'abc',
      organisations: ['Norsjö kommun', 'IT'],
      problems: []
    });
    expect(read.content).toMatchObject({
      ...{ email: 'first@example.org', moreEmails: ['second@example.org'], role: 'it', note: 'IT-chef' },
      ...{ phone: '+4691214000', morePhones: ['+46701740611'] }
    });
  });

  it('keeps what cannot be an address or a number in the note, and says so', () => {
    const read = readOne(card('FN:Karin\r\nEMAIL:karin(at)example.org\r\nTEL:1234\r\nNOTE:Hello'));
    expect(read.content).toMatchObject({ email: '', phone: '', note: 'Hello\nkarin(at)example.org\n1234' });
    expect(read.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'email-invalid cards.1.email',
      'phone-country-missing cards.1.phone'
    ]);
  });

  it('reads the others where one is broken, old or without a name', () => {
    const text = [card('FN'), card('FN:Old', '2.1'), card('EMAIL:a@example.org'), card('FN:Eva')].join('');
    const read = readVcards(text, 'SE');
    expect(read.ok && read.value.map(({ problems, name }) => problems[0]?.code ?? name)).toEqual([
      'card-broken',
      'version-unknown',
      'name-missing',
      'Eva'
    ]);
  });

  it('refuses a file without cards, and one with too many', () => {
    expect(readVcards('name,mail\nKarin,k@example.org', 'SE')).toMatchObject({ problems: [{ code: 'no-cards' }] });
    expect(readVcards(card('FN:A').repeat(MOST_CARDS + 1), 'SE')).toMatchObject({ problems: [{ code: 'too-many' }] });
  });

  it('gives cards or a reason for whatever it is given, in no time', () => {
    const piece = fc.constantFrom(
      'FN:A',
      'TEL;X="',
      'EMAIL;=:',
      'N:;;',
      ':',
      ';',
      'VERSION:4.0',
      'BEGIN:VCARD',
      'END:VCARD',
      'NOTE:\\',
      ' x'
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 30 })), { maxLength: 30 }), (lines) => {
        const start = cpuNow();
        const read = readVcards(`BEGIN:VCARD\nVERSION:4.0\n${lines.join('\n')}`, 'SE');
        expect(cpuNow() - start).toBeLessThan(1000);
        if (read.ok)
          for (const { content, problems } of read.value) expect(content !== null || problems.length > 0).toBe(true);
      }),
      { numRuns: 1000 }
    );
  });
});
