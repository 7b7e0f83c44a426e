import { describe, expect, it } from 'vitest';
import { parseJsonTable } from './json';

function refusalOf(text: string): string {
  const table = parseJsonTable(text);
  return table.ok ? 'read' : (table.problems[0]?.message ?? '');
}

describe('parseJsonTable', () => {
  it('makes a table of objects with the line each starts on', () => {
    const text = '[\n{"kod": 99, "namn": "Ås"},\n{"namn": "Ek [, {",\n "lat": 59.5, "kod": null}, {"öppen": true}\n]';
    expect(parseJsonTable(text)).toEqual({
      ok: true,
      value: {
        delimiter: null,
        headerRows: 1,
        rows: [
          { line: 2, cells: ['kod', 'namn', 'lat', 'öppen'] },
          { line: 2, cells: ['99', 'Ås'] },
          { line: 3, cells: ['', 'Ek [, {', '59.5'] },
          { line: 4, cells: ['', '', '', 'true'] }
        ]
      }
    });
  });

  it('keeps keys that objects have by birth', () => {
    const table = parseJsonTable('[{"__proto__": "a", "constructor": "b"}]');
    expect(table.ok ? table.value.rows[1]?.cells : null).toEqual(['a', 'b']);
  });

  it('names the line where the text stops being JSON', () => {
    expect(refusalOf('[\n{"kod": 1},\n{"kod": }\n]')).toMatch(/^Line 3, column 1: the file is no valid JSON/);
    expect(refusalOf('[\n{"kod": 1},\n{"kod": 2\n')).toMatch(/^Line 3, column 1/);
    expect(refusalOf('[\n{"kod": 1},\n')).toMatch(/^Line 2, column 1: the file is no valid JSON/);
  });

  it('names line and column of a list inside a value', () => {
    expect(refusalOf('[\n{"kod": 1},\n{"kod": 2, "namn": ["Ås"]}\n]')).toMatch(
      /^Line 3, column 2: the value of "namn" is a list/
    );
  });

  it('refuses what is no list of objects', () => {
    expect(refusalOf('{"kod": 1}')).toContain('the file holds no list');
    expect(refusalOf('[]')).toContain('the list in the file is empty');
    expect(refusalOf('[{"kod": 1},\n7]')).toMatch(/^Line 2, column 1: this item of the list is no object/);
  });

  it('refuses the 1,001st key and the 200,001st row', () => {
    const keys = Array.from({ length: 1_001 }, (_, i) => `"k${i}": 1`).join(',');
    expect(refusalOf(`[{${keys}}]`)).toMatch(/^Line 1, column 1001: at most 1,000 different keys/);
    expect(refusalOf(`[${'{"k":1},\n'.repeat(200_000)}{"k":1}]`)).toMatch(/^Line 200001, column 1: the file goes on/);
  });

  it('survives a million nested lists', () => {
    expect(refusalOf('['.repeat(1_000_000) + ']'.repeat(1_000_000))).not.toBe('read');
  });
});
