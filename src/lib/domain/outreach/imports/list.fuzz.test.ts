import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../fold-text';
import { ContactBook } from './contact-book';
import { PlaceFinder } from './find-place';
import type { ImportKind, ListMapping } from './kinds';
import { planContact } from './plan-contact';
import { planMeeting } from './plan-meeting';
import { proposeColumns } from './propose-columns';
import { readContactRow } from './read-contact-rows';
import { readDay } from './read-day';
import { readListText } from './read-list';
import { readMeetingRow } from './read-meeting-rows';
import { headersOf } from './row-cells';
import { cpuNow } from '../../../../../tests/support/cpu-now';

const SLOW = 1_000;
const places = new PlaceFinder([{ id: 'lju', code: '2161', name: 'Ljusdal' }]);

/** All the way from bytes to what would be written. */
function check(bytes: Uint8Array, kind: ImportKind): void {
  const start = cpuNow();
  const table = readListText(bytes, kind);
  if (table.ok) {
    const { mapping } = proposeColumns(table.value, kind, null);
    const first: ListMapping = kind === 'contacts' ? { name: 0 } : { heldOn: 0, municipality: 1 };
    const book = new ContactBook();
    for (const row of table.value.rows) {
      const shared = {
        ...{ mapping: { ...first, ...mapping }, headers: headersOf(table.value), choices: { places: {} }, places },
        ...{ unknown: new Map(), nameOf: (id: string) => id, today: '2026-11-22' }
      };
      const read =
        kind === 'contacts'
          ? readContactRow(row, { ...shared, country: 'SE' })
          : readMeetingRow(row, { ...shared, barriers: new Map([[foldText('Regn'), 'rain']]) });
      expect(read.problems.every(({ line, code, message }) => line >= 1 && code && message)).toBe(true);
      if (kind === 'contacts' && read.problems.length === 0) {
        const { said } = readContactRow(row, { ...shared, country: 'SE' });
        const planned = planContact(
          book,
          { id: '', said },
          { source: 's', basis: 'consent', on: '2026-11-22' },
          'fill',
          false
        );
        book.put({ ...planned.content, id: planned.contactId ?? `${row.line}` });
        // the same row again changes nothing
        expect(
          planContact(book, { id: '', said }, { source: 's', basis: 'consent', on: '2026-11-22' }, 'fill', false).action
        ).toBe('same');
      }
      if ('said' in read && kind === 'meetings' && read.problems.length === 0) {
        const { said } = readMeetingRow(row, { ...shared, barriers: new Map() });
        if (said) expect(planMeeting(said, []).action).toBe('create');
      }
    }
  } else expect(table.problems.every(({ code, path, message }) => code && path && message)).toBe(true);
  expect(cpuNow() - start).toBeLessThan(SLOW);
}

const cell = fc.oneof(
  fc.constantFrom(
    'Namn',
    'E-post',
    'Tfn',
    'Kommun',
    'Datum',
    'Deltagare',
    'Hinder',
    'Att g\u00f6ra',
    'Form',
    'Roll',
    'Avanm\u00e4ld'
  ),
  fc.constantFrom(
    'Karin Lund',
    'karin@example.org',
    'a@example.org, b@example.org',
    '0912-140 00',
    '5.3.2026',
    '05/03/2026',
    '46086',
    'Ljusdal'
  ),
  fc.constantFrom(
    'Karin (IT); Ola',
    'Regn (3)',
    'Ring (2026-01-01)',
    '"',
    '""',
    '"a\nb"',
    "'=1+1",
    '\u200bx\u00a0',
    '((((',
    '()',
    '; | ;',
    '__proto__'
  ),
  fc.string({ unit: 'binary', maxLength: 8 })
);
const line = fc.tuple(fc.array(cell, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\n\n'));
const file = fc
  .tuple(fc.constantFrom(',', ';', '\t'), fc.array(line, { maxLength: 8 }))
  .map(([between, lines]) => new TextEncoder().encode(lines.map(([cells, end]) => cells.join(between) + end).join('')));

describe('10,000 generated lists give rows or reasons, never an exception', () => {
  it.each(['contacts', 'meetings'] as const)('of %s, from tables of odd cells', (kind) => {
    fc.assert(
      fc.property(file, (bytes) => check(bytes, kind)),
      { numRuns: 3_500 }
    );
  });

  it('from random bytes and JSON of any shape', () => {
    const json = fc.array(
      fc.dictionary(fc.constantFrom('name', 'email', 'datum', '__proto__'), fc.oneof(fc.string(), fc.integer()))
    );
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      json.map((value) => new TextEncoder().encode(JSON.stringify(value)))
    );
    fc.assert(
      fc.property(any, fc.constantFrom<ImportKind>('contacts', 'meetings'), (bytes, kind) => check(bytes, kind)),
      { numRuns: 2_000 }
    );
  });

  it('dates of any text are a day that exists, or a reason', () => {
    const parts = fc.array(
      fc.oneof(
        fc.constantFrom('.', '-', '/', ' ', 'mars', 'T', '12:30'),
        fc.integer({ min: 0, max: 2100 }).map(String)
      ),
      { maxLength: 7 }
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          parts.map((list) => list.join(''))
        ),
        (text) => {
          const read = readDay(text);
          if (read.kind === 'day') expect(new Date(read.day).toISOString().slice(0, 10)).toBe(read.day);
        }
      ),
      { numRuns: 10_000 }
    );
  });

  it('a cell of 100,000 characters takes no longer than others', () => {
    for (const text of ['(', 'a@', '1/', 'x (', ' ', '\u200b', ';', '0 / 0'])
      for (const kind of ['contacts', 'meetings'] as const) {
        const long = text.repeat(100_000 / text.length).replaceAll('"', '');
        const columns =
          kind === 'contacts'
            ? ['Namn', 'E-post', 'Tfn', 'Avanm\u00e4ld', 'Roll']
            : ['Datum', 'Kommun', 'Deltagare', 'Hinder', 'Att g\u00f6ra'];
        check(new TextEncoder().encode(`${columns.join('\t')}\n${columns.map(() => `"${long}"`).join('\t')}\n`), kind);
      }
  });
});
