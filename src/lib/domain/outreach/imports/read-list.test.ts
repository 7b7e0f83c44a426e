import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ListTable } from './kinds';
import { readListCells, readListText } from './read-list';

const SPECTRUM = '../shared/data/messy/csv-spectrum';
const WHY = existsSync(SPECTRUM) ? '' : ` (skipped: ${SPECTRUM} is not there)`;
const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(bytes: Uint8Array): ListTable {
  const table = readListText(bytes, 'contacts');
  if (!table.ok) throw new Error(table.problems[0]?.message);
  return table.value;
}
const asRecords = ({ columns, rows }: ListTable) =>
  rows.map(({ cells }) => Object.fromEntries(columns.map(({ index, header }) => [header, cells[index] ?? ''])));

describe('readListText', () => {
  it.skipIf(WHY)(`reads the files of csv-spectrum as their JSON says${WHY}`, () => {
    const names = readdirSync(join(SPECTRUM, 'csvs'));
    expect(names).toHaveLength(12);
    for (const name of names) {
      const said: unknown = JSON.parse(readFileSync(join(SPECTRUM, 'json', name.replace('.csv', '.json')), 'utf8'));
      const wanted = (Array.isArray(said) ? said : [said]) as Record<string, string>[];
      // this one's JSON has another telephone number than its CSV
      const drop = name === 'location_coordinates.csv' ? ['Contact Phone Number', 'Counties'] : [];
      const keep = (records: Record<string, string>[]) =>
        records.map((record) => Object.fromEntries(Object.entries(record).filter(([key]) => !drop.includes(key))));
      const found = asRecords(read(new Uint8Array(readFileSync(join(SPECTRUM, 'csvs', name)))));
      expect(keep(found), name).toEqual(keep(wanted));
    }
  });

  it('finds the header of an address list below titles, in two languages, and leaves notes out', () => {
    const text =
      'Kontakter 2016;;\n;;\nNamn;E-post;Kommun\nName;E-mail;Municipality\nKarin Lund;karin@example.org;Ljusdal\nOla Berg;ola@example.org;Malå\n';
    const { columns, rows } = read(bytesOf(text));
    expect(columns.map(({ header }) => header)).toEqual(['Namn / Name', 'E-post / E-mail', 'Kommun / Municipality']);
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [5, 'Karin Lund'],
      [6, 'Ola Berg']
    ]);
  });

  it.each([
    ['UTF-8 with a byte order mark and semicolons', bytesOf('\ufeffNamn;E-post\nÅsa Öberg;asa@example.org\n')],
    ['tabs', bytesOf('Namn\tE-post\nÅsa Öberg\tasa@example.org\n')],
    [
      'Windows-1252',
      Uint8Array.from([...'Namn;E-post\n\xc5sa \xd6berg;asa@example.org\n'].map((c) => c.charCodeAt(0)))
    ],
    [
      'UTF-16',
      new Uint8Array([
        0xff,
        0xfe,
        ...new Uint8Array(
          Uint16Array.from([...'Namn;E-post\nÅsa Öberg;asa@example.org\n'].map((c) => c.charCodeAt(0))).buffer
        )
      ])
    ],
    ['a quoted line break', bytesOf('Namn;E-post\n"Åsa Öberg";"asa@example.org\n"\n')]
  ])('reads %s', (_what, bytes) => {
    expect(read(bytes).rows.map(({ cells }) => cells.map((cell) => cell.trim()))).toEqual([
      ['Åsa Öberg', 'asa@example.org']
    ]);
  });

  it('reads a list of objects as JSON, and the cells of a sheet', () => {
    expect(asRecords(read(bytesOf('[{"name":"Karin Lund","email":"karin@example.org"}]')))).toEqual([
      { name: 'Karin Lund', email: 'karin@example.org' }
    ]);
    const sheet = readListCells(
      [
        ['Naam', 'Gemeente'],
        ['Karin Lund', 'Ljusdal']
      ],
      'contacts'
    );
    expect(sheet.ok && asRecords(sheet.value)).toEqual([{ Naam: 'Karin Lund', Gemeente: 'Ljusdal' }]);
  });

  it('refuses a file with a header and nothing below it', () => {
    const table = readListText(bytesOf('Namn;E-post\n'), 'contacts');
    expect(table.ok ? null : table.problems[0]!.code).toBe('empty-file');
  });
});
