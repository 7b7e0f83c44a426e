import { existsSync, readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode';
import { parseTable } from './parse';
import { scanCells } from './scan';
import { cpuNow } from '../../../../../tests/support/cpu-now';

const SPECTRUM = '../shared/data/messy/csv-spectrum';
const WHY = existsSync(SPECTRUM) ? '' : ` (skipped: ${SPECTRUM} is not there)`;

function cellsOf(text: string): string[][] {
  const table = parseTable(text);
  if (!table.ok) throw new Error(table.problems[0]?.message);
  return table.value.rows.map((row) => row.cells);
}

function refusalOf(text: string): string {
  const table = parseTable(text);
  return table.ok ? 'read' : (table.problems[0]?.message ?? '');
}

describe('parseTable', () => {
  it('keeps the line each row starts on across quoted line breaks', () => {
    const table = parseTable('kod;namn\r\n1;"Norra\r\nÅs"\r\n\r\n2;Södra Ås\r\n');
    expect(table.ok ? table.value.rows : null).toEqual([
      { line: 1, cells: ['kod', 'namn'] },
      { line: 2, cells: ['1', 'Norra\r\nÅs'] },
      { line: 4, cells: [''] },
      { line: 5, cells: ['2', 'Södra Ås'] }
    ]);
  });

  it('reads lines that end now with CR LF, now with LF', () => {
    expect(cellsOf('a,b\r\n1,"x"\n2,"y"\r\n3,z')).toEqual([
      ['a', 'b'],
      ['1', 'x'],
      ['2', 'y'],
      ['3', 'z']
    ]);
  });

  it('reads lines that end with CR alone', () => {
    expect(cellsOf('a;b\r1;x\r2;y\r')).toEqual([
      ['a', 'b'],
      ['1', 'x'],
      ['2', 'y']
    ]);
  });

  it("obeys and leaves out Excel's line about the delimiter, and counts it", () => {
    const table = parseTable('sep=|\nkod|namn, ort\n1|Ås, norra');
    expect(table.ok ? table.value : null).toMatchObject({
      delimiter: '|',
      rows: [{ line: 2 }, { line: 3, cells: ['1', 'Ås, norra'] }]
    });
  });

  it('names line and column of a quote mark that is never closed', () => {
    expect(refusalOf('kod,namn\n1,Ås\n2,"Ek\n3,Al')).toMatch(/^Line 3, column 2: the quote mark that opens this cell/);
  });

  it('names line and column of text behind a closing quote mark', () => {
    expect(refusalOf('kod,namn\n1,"Ås" norra\n')).toMatch(/^Line 2, column 2: text follows the closing quote mark/);
  });

  it('refuses a row of 100,000 columns within a second, with line and column', () => {
    const before = process.memoryUsage().heapUsed;
    const start = cpuNow();
    const message = refusalOf(`kod,namn\n1,Ås\n${'x,'.repeat(99_999)}x`);
    expect(message).toMatch(/^Line 3, column 1001: the line goes on, but at most 1,000 columns/);
    expect(cpuNow() - start).toBeLessThan(1_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });

  it('reads 1,000 columns and 200,000 rows, not one more', () => {
    expect(cellsOf(`${'x,'.repeat(999)}x`)[0]).toHaveLength(1_000);
    expect(refusalOf(`${'x,'.repeat(1_000)}x`)).toMatch(/^Line 1, column 1001/);
    expect(cellsOf('a,b\n'.repeat(200_000))).toHaveLength(200_000);
    expect(refusalOf('a,b\n'.repeat(200_001))).toMatch(/^Line 200001, column 1: the file goes on/);
  });

  it('refuses white space alone and a web page', () => {
    expect(refusalOf(' \n\t\n')).toContain('no lines with text');
    expect(refusalOf('\n<!DOCTYPE html><p>a,b</p>')).toContain('a web page');
  });

  it('agrees with the scan on how many cells every record has, whatever the quotes', () => {
    const piece = fc.constantFrom('"', '""', ',', ';', '\t', '|', '\n', '\r\n', '\r', ' ', 'a', '1', 'å', '\u00a0');
    const check = (pieces: string[]) => {
      const table = parseTable(pieces.join(''));
      if (!table.ok) return;
      const widths: number[] = [];
      const body = pieces.join('').trimEnd();
      const newline = body.includes('\n') ? '\n' : '\r';
      if (newline === '\n' && /\r(?!\n)/.test(body)) return;
      scanCells(body, table.value.delimiter ?? ',', newline, (_line, column) => {
        if (column === 1) widths.push(0);
        widths[widths.length - 1] = column;
        return true;
      });
      expect(table.value.rows.map((row) => row.cells.length)).toEqual(widths);
      expect(table.value.rows.every((row) => row.line > 0)).toBe(true);
    };
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), check), { numRuns: 5_000 });
  });

  it('reads back every table that is written by the rules', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'å', '1', '"', ',', ';', '\n', ' '), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    const write = (rows: string[][]) =>
      rows.map((row) => ['k', ...row].map((text) => `"${text.replaceAll('"', '""')}"`).join(';')).join('\r\n');
    fc.assert(
      fc.property(table, (rows) => {
        const parsed = parseTable(write(rows), { delimiter: ';' });
        expect(parsed.ok ? parsed.value.rows.map((row) => row.cells.slice(1)) : parsed).toEqual(rows);
      }),
      { numRuns: 1_000 }
    );
  });
});

describe(`csv-spectrum${WHY}`, () => {
  const names = WHY ? [] : readdirSync(`${SPECTRUM}/csvs`);

  it.skipIf(WHY !== '')('has its twelve files', () => expect(names).toHaveLength(12));

  it.skipIf(WHY !== '').each(names)('parses %s as its JSON says', (name) => {
    const decoded = decodeText(readFileSync(`${SPECTRUM}/csvs/${name}`));
    if (!decoded.ok) throw new Error(decoded.problems[0]?.message);
    const [header = [], ...rows] = cellsOf(decoded.value.text);
    const records = rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i] ?? ''])));
    const said: unknown = JSON.parse(readFileSync(`${SPECTRUM}/json/${name.replace('.csv', '.json')}`, 'utf8'));
    const expected = (Array.isArray(said) ? said : [said]) as Record<string, string>[];
    // this one's JSON has another telephone number than its CSV
    const drop = name === 'location_coordinates.csv' ? ['Contact Phone Number', 'Counties'] : [];
    const keep = (record: Record<string, string>) =>
      Object.fromEntries(Object.entries(record).filter(([key]) => !drop.includes(key)));
    expect(records.map(keep)).toEqual(expected.map(keep));
  });
});
