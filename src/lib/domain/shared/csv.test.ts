import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type CsvStyle, writeCsv } from './csv';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[=+\-@\t\r\n;,"' ]{0,4}[a-zåäö0-9;,"\r\n]{0,6}$/)
);
// an empty row or a lone empty cell is written as an empty line, which no reader can tell from none
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));
const read = (csv: string, style: CsvStyle) =>
  Papa.parse<string[]>(csv, { delimiter: style === 'excel' ? ';' : ',', newline: '\r\n' }).data.slice(0, -1);
const harmless = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

describe('writeCsv', () => {
  it('is read back by another reader as it was written, formulas made harmless', () => {
    fc.assert(
      fc.property(table, fc.constantFrom<CsvStyle>('excel', 'rfc4180'), (rows, style) => {
        expect(read(writeCsv(rows, style), style)).toEqual(rows.map((row) => row.map(harmless)));
      })
    );
  });

  it('never lets a cell of text begin like a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (first, rest) => {
        const [row] = read(writeCsv([[first + rest, 'x']]), 'excel');
        expect(row?.[0]).toBe(`'${first}${rest}`);
      })
    );
  });

  it('begins with a byte order mark and separates by semicolon for Excel', () => {
    expect(writeCsv([['Å', 'b']])).toBe('\ufeffÅ;b\r\n');
  });

  it('has neither in the plain style', () => {
    expect(writeCsv([['a;b', 'c,d']], 'rfc4180')).toBe('a;b,"c,d"\r\n');
  });

  it('leaves negative numbers numbers, and empty values empty', () => {
    expect(writeCsv([[-4.5, null, undefined, '']], 'rfc4180')).toBe('-4.5,,,\r\n');
  });

  it('writes decimals the way European Excel reads them, and with a point in the plain style', () => {
    expect(writeCsv([[59.52, -3.5]])).toBe('\ufeff59,52;-3,5\r\n');
    expect(writeCsv([[59.52, -3.5]], 'rfc4180')).toBe('59.52,-3.5\r\n');
  });

  it('doubles quotes and keeps line breaks inside a cell', () => {
    expect(writeCsv([['say "no"', 'a\nb']], 'rfc4180')).toBe('"say ""no""","a\nb"\r\n');
  });
});
