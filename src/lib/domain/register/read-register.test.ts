import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import Papa from 'papaparse';
import { readRegister, type ReadRegisterOptions, type RegisterPreview } from './read-register';

const REGISTERS = '../shared/data/registers';
const WHY = existsSync(REGISTERS) ? '' : ` (skipped: ${REGISTERS} is not there)`;
const SCB = 'se-scb-kommunkopplingar-2025-raw.csv';

function preview(file: Uint8Array | string, options: Partial<ReadRegisterOptions> = {}): RegisterPreview {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const read = readRegister(bytes, { fileName: 'register.csv', ...options });
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.value;
}

function published(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${REGISTERS}/${name}`));
}

const different = (values: unknown[]) => new Set(values).size;

describe.skipIf(WHY !== '')(`registers as they are published${WHY}`, () => {
  const scbText = WHY ? '' : readFileSync(`${REGISTERS}/${SCB}`, 'utf8');
  const scbRows = Papa.parse<string[]>(scbText.trimEnd(), { delimiter: ',', newline: '\r\n' }).data;
  const scb = () => preview(published(SCB), { fileName: SCB, preferLanguages: ['sv'] });

  it('reads 290 Swedish municipalities below seven lines of titles and a header of four lines in two languages', () => {
    const { rows, ...rest } = scb();
    expect(rest).toMatchObject({
      encoding: 'utf-8',
      delimiter: ',',
      headerLines: [8, 9, 10, 11],
      repairs: [],
      problems: []
    });
    expect(rest.mapping).toEqual({ countyCode: 0, countyName: 1, code: 2, name: 3, group: 6, urbanisation: 7 });
    expect(rest.canImport).toEqual({ met: true });
    expect(rows).toHaveLength(290);
    expect(different(rows.map((row) => row.code))).toBe(290);
    expect(different(rows.map((row) => row.countyCode))).toBe(21);
    expect(different(rows.map((row) => row.countyName))).toBe(21);
    expect([...new Set(rows.map((row) => row.group))].sort().join(' ')).toBe('A1 A2 B3 B4 B5 C6 C7 C8 C9');
    expect([...new Set(rows.map((row) => row.urbanisation))].sort()).toEqual([1, 2, 3]);
    expect(rows[0]).toEqual({
      line: 14,
      code: '0114',
      name: 'Upplands Väsby',
      nameSecond: null,
      countyCode: '01',
      countyName: 'Stockholm',
      group: 'A2',
      urbanisation: 2,
      population: null,
      lat: null,
      lon: null,
      validFrom: null,
      validTo: null
    });
  });

  it('joins the words of the header per column and says why each column was chosen', () => {
    const { columns, mappingReasons } = scb();
    expect(columns[6]).toMatchObject({ index: 6, header: 'Kommungrupp (SKR) / Classification of municipality' });
    expect(columns[5]?.words[0]).toBe('Funktionell analysregion (Tillväxtanalys)');
    expect(columns[2]?.samples).toEqual(['0114', '0115', '0117', '0120', '0123']);
    expect(mappingReasons.filter(({ field }) => field === 'code')).toEqual([
      {
        field: 'code',
        column: 2,
        code: 'header',
        message: 'the header says "Kommunkod / Municipality code"',
        facts: { header: 'Kommunkod / Municipality code' }
      },
      {
        field: 'code',
        column: 2,
        code: 'content',
        message: 'all 290 values are 4 digits',
        facts: { fitting: 290, total: 290, kind: 'digits', digits: 4 }
      }
    ]);
  });

  const rejoin = (delimiter: string) => Papa.unparse(scbRows, { delimiter, newline: '\r\n' });
  const marked = (text: string) => `\ufeff${text}`;
  it.each([
    ['UTF-8 with a byte order mark', new TextEncoder().encode(marked(scbText)), 'utf-8', ','],
    ['Windows-1252', Buffer.from(scbText, 'latin1'), 'windows-1252', ','],
    ['UTF-16LE with a byte order mark', Buffer.from(marked(scbText), 'utf16le'), 'utf-16le', ','],
    ['UTF-16BE with a byte order mark', Buffer.from(marked(scbText), 'utf16le').swap16(), 'utf-16be', ','],
    ['UTF-16LE without one', Buffer.from(scbText, 'utf16le'), 'utf-16le', ','],
    ['UTF-16BE without one', Buffer.from(scbText, 'utf16le').swap16(), 'utf-16be', ','],
    ['semicolons', new TextEncoder().encode(rejoin(';')), 'utf-8', ';'],
    ['tabs', new TextEncoder().encode(rejoin('\t')), 'utf-8', '\t'],
    ['semicolons in Windows-1252', Buffer.from(rejoin(';'), 'latin1'), 'windows-1252', ';'],
    ['tabs in UTF-16LE', Buffer.from(marked(rejoin('\t')), 'utf16le'), 'utf-16le', '\t']
  ])('reads the same from %s', (_name, file, encoding, delimiter) => {
    const read = preview(new Uint8Array(file), { preferLanguages: ['sv'] });
    expect(read).toMatchObject({ encoding, delimiter, canImport: { met: true } });
    expect(read.rows).toEqual(scb().rows);
  });

  it('puts back the zeros a spreadsheet has eaten, in codes and county codes, and shows each', () => {
    const eaten = scbRows.map((row) => row.map((cell) => cell.replace(/^0+(?=\d)/, '')));
    const { rows, repairs, canImport } = preview(Papa.unparse(eaten, { delimiter: ';', newline: '\r\n' }));
    const lost = scb().rows.filter((row) => row.code.startsWith('0'));
    expect(rows).toEqual(scb().rows);
    expect(canImport).toEqual({ met: true });
    expect(repairs).toHaveLength(lost.length * 2);
    expect(repairs).toContainEqual({
      line: 14,
      column: 3,
      field: 'code',
      from: '114',
      to: '0114',
      code: 'leading-zeros',
      why: 'leading zeros put back, codes have 4 digits'
    });
    expect(repairs).toContainEqual(
      expect.objectContaining({ line: 14, column: 1, field: 'countyCode', from: '1', to: '01' })
    );
  });

  it("reads Belgium's 581 municipalities by the network's language", () => {
    const file = published('be-statbel-2020.csv');
    const dutch = preview(file, { preferLanguages: ['nl', 'fr'] });
    const french = preview(file, { preferLanguages: ['fr', 'nl'] });
    expect(dutch.rows).toHaveLength(581);
    expect(dutch.canImport).toEqual({ met: true });
    expect(dutch.rows.find((row) => row.code === '11002')).toMatchObject({
      name: 'Antwerpen',
      nameSecond: 'Anvers',
      countyName: 'Antwerpen',
      population: 529_247
    });
    expect(french.rows.find((row) => row.code === '11002')).toMatchObject({ name: 'Anvers', nameSecond: 'Antwerpen' });
  });

  it('reads a province of "0", as the Brussels municipalities have it, as none, and shows it', () => {
    const mapping = { code: 0, name: 1, countyName: 5 };
    const { rows, repairs, canImport } = preview(published('be-statbel-2020.csv'), { mapping });
    expect(canImport).toEqual({ met: true });
    expect(rows.filter((row) => row.countyName === null)).toHaveLength(19);
    expect(repairs.filter((repair) => repair.code === 'no-value')).toHaveLength(19);
  });

  it("reads Finland's 309 municipalities from JSON, in either language", () => {
    const file = published('fi-municipalities.json');
    const finnish = preview(file, { fileName: 'fi-municipalities.json', preferLanguages: ['fi', 'sv'] });
    const swedish = preview(file, { preferLanguages: ['sv', 'fi'] });
    expect(finnish).toMatchObject({ delimiter: null, canImport: { met: true }, repairs: [] });
    expect(finnish.rows).toHaveLength(309);
    expect(finnish.rows.find((row) => row.code === '091')).toMatchObject({
      name: 'Helsinki',
      nameSecond: 'Helsingfors'
    });
    expect(swedish.rows.find((row) => row.code === '091')).toMatchObject({
      name: 'Helsingfors',
      nameSecond: 'Helsinki'
    });
  });

  it('counts municipalities of a list of postcodes once and says so', () => {
    const { rows, notices, canImport } = preview(published('se-geodata/postal_to_municipality.csv'));
    expect(rows).toHaveLength(290);
    expect(canImport).toEqual({ met: true });
    expect(notices.map((notice) => notice.code)).toEqual(['repeated-lines']);
  });
});

const MESSY = '../shared/data/messy/dialects';
const WHY_MESSY = existsSync(MESSY) ? '' : ` (skipped: ${MESSY} is not there)`;

describe.skipIf(WHY_MESSY !== '')(`files that are no registers${WHY_MESSY}`, () => {
  it('give columns and problems or a reason within a second each', () => {
    const slow: string[] = [];
    for (const name of WHY_MESSY ? [] : readdirSync(MESSY)) {
      const start = performance.now();
      const read = readRegister(new Uint8Array(readFileSync(`${MESSY}/${name}`)), { fileName: name });
      if (performance.now() - start > 1_000) slow.push(name);
      if (read.ok) expect(read.value.columns.length).toBeGreaterThan(1);
      if (!read.ok) expect(read.problems[0]?.message).toMatch(/line|file/i);
    }
    expect(slow).toEqual([]);
  });
});

describe('readRegister', () => {
  it('names line and column of every fault, and forbids the import', () => {
    const text = [
      'kod;namn;folkmängd;lat;lon;giltig från;giltig till',
      '9901;Åsvalla;12 345;59,1;17,2;1.1.2025;',
      ';Ekvalla;1;59;17;2025-01-01;',
      '9903;;1;59;17;2025-01-01;',
      '9904;Alvalla;många;91;17;2025-02-30;',
      '9905;Bivalla;1;59;;2025-01-01;2024-12-31'
    ].join('\n');
    const { problems, problemCount, canImport, rows } = preview(text);
    expect(problems.map(({ path, line, column, code }) => `${path} ${line}:${column} ${code}`)).toEqual([
      'lines.3.code 3:1 missing-code',
      'lines.4.name 4:2 missing-name',
      'lines.5.population 5:3 bad-population',
      'lines.5.lat 5:4 bad-lat',
      'lines.5.validFrom 5:6 bad-validFrom',
      'lines.6.lon 6:5 half-point',
      'lines.6.validTo 6:7 ends-before-start'
    ]);
    expect(problems[2]?.message).toBe(
      'Line 5, column 3: the population must be a whole number like 43891 - got "många".'
    );
    expect(problemCount).toBe(7);
    expect(canImport).toEqual({ met: false, because: 'problems' });
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({ population: 12_345, lat: 59.1, lon: 17.2, validFrom: '2025-01-01', validTo: null });
  });

  it('names both lines of a code that stands for two municipalities', () => {
    const { problems } = preview('kod,namn\n9901,Åsvalla\n9902,Ekvalla\n9901,Alvalla');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'duplicate-code', line: 4, column: 1 });
    expect(problems[0]?.message).toContain(
      'the code "9901" is already on line 2 with another name ("Åsvalla" there, "Alvalla" here)'
    );
  });

  it('finds the same municipality with and without its zero', () => {
    const { problems } = preview('kod,namn\n0901,Åsvalla\n9902,Ekvalla\n901,Alvalla');
    expect(problems[0]?.message).toContain('"0901" is already on line 2');
  });

  it('counts problems beyond the first 1,000', () => {
    const lines = Array.from({ length: 1_500 }, (_, i) => `${1_000 + i},Ort,många`);
    const { problems, problemCount } = preview(`kod,namn,folkmängd\n9000,Ort,1\n9001,Ort,1\n${lines.join('\n')}`, {
      mapping: { code: 0, name: 1, population: 2 }
    });
    expect(problems).toHaveLength(1_000);
    expect(problemCount).toBe(1_500);
  });

  it('shows the columns when none was found for the code, and asks for it', () => {
    const { problems, columns, rows, canImport } = preview('ort,typ\nÅs,a\nEk,b');
    expect(problems.map(({ code, line }) => [code, line])).toContainEqual(['no-code-column', 1]);
    expect(columns.map((column) => column.header)).toEqual(['ort', 'typ']);
    expect(rows).toEqual([]);
    expect(canImport).toEqual({ met: false, because: 'problems' });
  });

  it('shows a table with a header alone, with nothing to import', () => {
    expect(preview('kommunkod,kommun', { mapping: { code: 0, name: 1 } }).canImport).toEqual({
      met: false,
      because: 'no-rows'
    });
  });

  it('says which line was shifted by a comma without quote marks', () => {
    const { problems } = preview('kod,namn,folkmängd\n9901,Åsvalla,5\n9902,Ekvalla,6\n9903,Al,valla,7');
    expect(problems.find((problem) => problem.code === 'shifted')).toMatchObject({ line: 4, column: 4 });
  });

  it('leaves out the line of the whole country and says so', () => {
    const { rows, notices } = preview('kod,namn,folkmängd\n00,Riket,11\n9901,Åsvalla,5\n9902,Ekvalla,6');
    expect(rows.map((row) => row.code)).toEqual(['9901', '9902']);
    expect(notices).toContainEqual({
      code: 'totals-skipped',
      lines: [2],
      message: 'Left out as no municipality: "Riket" on line 2.',
      facts: { name: 'Riket' }
    });
  });

  it('says that names were encoded twice', () => {
    const { notices } = preview('kod,namn\n9901,Ã…svalla\n9902,Ek');
    expect(notices.map(({ code, lines }) => [code, lines])).toEqual([['double-encoded', [2]]]);
  });

  it('takes the mapping given over any proposal, and refuses one that cannot be', () => {
    const text = 'kod,namn,annan kod\n9901,Åsvalla,7\n9902,Ekvalla,8';
    expect(preview(text, { mapping: { code: 2, name: 1 } }).rows.map((row) => row.code)).toEqual(['7', '8']);
    const twice = readRegister(new TextEncoder().encode(text), { fileName: '', mapping: { code: 1, name: 1 } });
    const absent = readRegister(new TextEncoder().encode(text), { fileName: '', mapping: { code: 7, name: 1 } });
    expect(twice.ok ? '' : twice.problems[0]?.message).toContain('Column 2 is mapped to both code and name');
    expect(absent.ok ? '' : absent.problems[0]?.message).toContain(
      'Column 8 is mapped to code, but the file has no such column'
    );
  });

  it('keeps the reasons of a column that a person left as proposed', () => {
    const { mappingReasons } = preview('kod,namn,naam\n1,Ett,Een\n2,Två,Twee', { mapping: { code: 0, name: 2 } });
    expect(mappingReasons.map(({ field, code }) => [field, code])).toEqual([
      ['code', 'header'],
      ['code', 'content'],
      ['name', 'given']
    ]);
  });

  it('takes a remembered mapping when its headers are there, else proposes one', () => {
    const remembered = { code: 'annan kod', name: 'namn' };
    const text = 'namn,annan kod,kod\nÅsvalla,7,9901\nEkvalla,8,9902';
    expect(preview(text, { remembered })).toMatchObject({
      mapping: { code: 1, name: 0 },
      mappingReasons: [{ code: 'remembered' }, {}]
    });
    expect(preview(text, { remembered: { code: 'gone' } }).mapping).toEqual({ code: 2, name: 0 });
  });

  it('refuses a text of a single column with line and column', () => {
    const read = readRegister(new TextEncoder().encode('En rad text.\nEn till.\n'), { fileName: 'a.txt' });
    expect(read.ok ? '' : read.problems[0]?.message).toMatch(/^Line 1, column 1: the file has a single column/);
  });
});
