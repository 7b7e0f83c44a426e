import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRegister } from './read-register';
import { cpuNow } from '../../../../tests/support/cpu-now';

const SLOW = 1_000;

function check(bytes: Uint8Array): void {
  const start = cpuNow();
  const read = readRegister(bytes, { fileName: 'any' });
  expect(cpuNow() - start).toBeLessThan(SLOW);
  if (read.ok) {
    const { problems, problemCount, canImport, rows } = read.value;
    expect(canImport.met).toBe(problemCount === 0 && rows.length > 0);
    expect(problems.every(({ line, column }) => line >= 1 && column >= 1)).toBe(true);
    if (canImport.met) expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length);
  } else {
    expect(read.problems.length).toBeGreaterThan(0);
    expect(read.problems.every(({ code, path, message }) => code && path && message)).toBe(true);
  }
}

describe('readRegister with 10,000 generated files gives a preview or a reason, never an exception', () => {
  it('from random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), check), { numRuns: 3_000 });
  });

  it('from tables of odd cells', () => {
    const cell = fc.oneof(
      fc.constantFrom('0114', '114', '01', '1', 'A2', '2', '43 891', '59,5', '2025-01-01', '..', '', '0', '="0114"'),
      fc.constantFrom(
        'kod',
        'namn',
        'Kommunkod',
        'municipality_FR',
        'lat',
        'län',
        'Åsvalla',
        'Ek, södra',
        '"',
        '""',
        '"a\nb"'
      ),
      fc.string({ unit: 'binary', maxLength: 6 })
    );
    const row = fc.tuple(fc.array(cell, { maxLength: 7 }), fc.constantFrom('\n', '\r\n', '\r', '\n\n'));
    const table = fc.tuple(fc.constantFrom(',', ';', '\t', '|'), fc.array(row, { maxLength: 12 }));
    const write = ([delimiter, rows]: [string, [string[], string][]]) =>
      new TextEncoder().encode(rows.map(([cells, end]) => cells.join(delimiter) + end).join(''));
    fc.assert(
      fc.property(table, (value) => check(write(value))),
      { numRuns: 4_000 }
    );
  });

  it('from JSON of any shape', () => {
    const flat = fc.array(
      fc.dictionary(fc.constantFrom('kod', 'namn', '__proto__', 'lat'), fc.oneof(fc.string(), fc.integer()))
    );
    const any = fc.oneof(fc.jsonValue(), flat).map((value) => new TextEncoder().encode(JSON.stringify(value)));
    fc.assert(fc.property(any, check), { numRuns: 1_500 });
  });

  it('from a good file with some bytes changed', () => {
    const good = new TextEncoder().encode(
      'kommunkod;kommun;län\n9901;Åsvalla;Nord\n9902;"Ek; södra";Syd\n9903;Al;Syd\n'
    );
    const edits = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 });
    const edit = (changes: [number, number][]) => {
      const bytes = good.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    };
    fc.assert(
      fc.property(edits, (changes) => check(edit(changes))),
      { numRuns: 1_500 }
    );
  });
});
