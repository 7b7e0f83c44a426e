import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeModelFiles } from '../model/model.fixture';
import { ANSWER_VALUES } from '../model/types';
import { readImport } from './import-read';
import { readCellTable, readTextTable } from './import-table';
import type { ImportChoices, ImportTable } from './import-types';
import { readAnswers } from './read-answers';
import { cpuNow } from '../../../../tests/support/cpu-now';

const SLOW = 1_000;
const now = new Date('2027-03-01');
const { model, en, sv, nl } = makeModelFiles();
const catalogue = { model, texts: [en, sv, nl], older: [] };
const ids = new Set(model.criteria.map(({ id }) => id));

function checkTable(table: ImportTable, choices: ImportChoices): void {
  const { reading } = readImport(table, catalogue, choices, now);
  const seen = reading.entries.map(({ criterionId }) => criterionId);
  expect(new Set(seen).size).toBe(seen.length);
  for (const { criterionId, value, answeredAt, line } of reading.entries) {
    expect(ids.has(criterionId)).toBe(true);
    expect(ANSWER_VALUES).toContain(value);
    expect(answeredAt <= now && line >= 1).toBe(true);
  }
  for (const { line, message } of reading.problems) expect(line >= 1 && message.length > 10).toBe(true);
}

function check(bytes: Uint8Array, choices: ImportChoices = { words: {}, criteria: {} }): void {
  const start = cpuNow();
  const table = readTextTable(bytes);
  if (table.ok) checkTable(table.value, choices);
  else expect(table.problems.every(({ code, path, message }) => code && path && message)).toBe(true);
  const scored = readAnswers(model, new TextDecoder().decode(bytes));
  if (!scored.ok) expect(scored.problems.every(({ code, message }) => code && message)).toBe(true);
  expect(cpuNow() - start).toBeLessThan(SLOW);
}

const encode = (text: string) => new TextEncoder().encode(text);
const cell = fc.oneof(
  fc.constantFrom('criterion', 'answer', 'note', 'evidence', 'date', 'model', 'small@0.1.0', 'small@9', 'x@1', ''),
  fc.constantFrom('legal-asks', 'legal-licence', 'people-know', '(sv) statement of people-trained', '__proto__', '0'),
  fc.constantFrom(
    'yes',
    'Ja',
    'delvis',
    'nej',
    'n.v.t.',
    '?',
    "'=1+1",
    '=cmd|x',
    'https://example.org',
    'www.x.se',
    '"'
  ),
  fc.constantFrom('2026-01-01', '31.12.2025', '2026-99-99', '2026-01-01T25:00', '1e9', '"a\nb"', '....'),
  fc.string({ unit: 'binary', maxLength: 8 })
);
const column = fc.option(fc.nat(8), { nil: undefined });
const choices: fc.Arbitrary<ImportChoices> = fc.record(
  {
    mapping: fc.record({
      criterion: column,
      answer: column,
      note: column,
      evidence: column,
      answeredAt: column,
      model: column
    }),
    words: fc.dictionary(cell, fc.constantFrom(...ANSWER_VALUES, 'skip' as const)),
    criteria: fc.dictionary(cell, fc.constantFrom('legal-asks', 'people-know', 'nothing', 'skip')),
    answeredOn: cell,
    turned: fc.boolean()
  },
  { requiredKeys: ['words', 'criteria'] }
);

describe('reading answers from 10,000 generated files gives entries or reasons, never an exception', () => {
  it('from random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => check(bytes)),
      { numRuns: 2_000 }
    );
  });

  it('from tables of odd cells, whatever was chosen for them', () => {
    const row = fc.tuple(fc.array(cell, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r', '\n\n'));
    const table = fc.tuple(fc.constantFrom(',', ';', '\t', '|'), fc.array(row, { maxLength: 12 }));
    fc.assert(
      fc.property(table, choices, ([delimiter, rows], chosen) =>
        check(encode(rows.map(([cells, end]) => cells.join(delimiter) + end).join('')), chosen)
      ),
      { numRuns: 4_000 }
    );
  });

  it('from JSON of any shape', () => {
    const answer = fc.dictionary(
      fc.constantFrom('criterion', 'answer', 'note', 'evidence', 'answeredAt'),
      fc.anything()
    );
    const own = fc.record(
      {
        format: fc.constant('waymark-answers'),
        model: fc.jsonValue(),
        answers: fc.oneof(fc.array(answer), fc.jsonValue())
      },
      { requiredKeys: ['format'] }
    );
    const any = fc.oneof(fc.jsonValue(), own, fc.dictionary(cell, cell)).map((value) => {
      const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
      return encode(text ?? '');
    });
    fc.assert(fc.property(any, choices, check), { numRuns: 2_500 });
  });

  it('from the cells of a workbook', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }), choices, (cells, chosen) => {
        const table = readCellTable(cells);
        if (table.ok) checkTable(table.value, chosen);
      }),
      { numRuns: 1_500 }
    );
  });

  it.each([
    ['10,000 rows', `criterion,answer\n${'legal-asks,perhaps\n'.repeat(10_000)}`],
    ['one cell of two megabytes', `criterion,answer\nlegal-asks,${'.'.repeat(2_000_000)}x\n`],
    ['a note of two megabytes', `criterion,answer,note\nlegal-asks,yes,${'www.'.repeat(500_000)}\n`],
    ['a thousand columns', `${'a,'.repeat(999)}b\n${'legal-asks,'.repeat(999)}yes\n`],
    ['brackets in brackets', '['.repeat(200_000)],
    ['objects in objects', '{"a":'.repeat(100_000)]
  ])('from %s, in less than a second', (_case, text) => {
    check(encode(text));
  });
});
