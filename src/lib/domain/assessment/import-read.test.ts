import { describe, expect, it } from 'vitest';
import { addCriterion, makeCriterion, makeModelFiles } from '../model/model.fixture';
import type { ModelText } from '../model/types';
import { writeCsv } from '../shared/csv';
import { ANSWER_COLUMNS, type AnswerExport, tableOfAnswers, writeAnswersJson } from './export-answers';
import { readImport, SKIP } from './import-read';
import { readCellTable, readTextTable } from './import-table';
import type { Catalogue, ImportChoices } from './import-types';

const now = new Date('2027-03-01T09:00:00Z');
const files = makeModelFiles();
const { model } = files;
model.criteria[1]!.canBePartly = false;
const texts = [files.en, files.sv, files.nl];
const catalogue: Catalogue = { model, texts, older: [] };

function read(content: string | string[][], choices: Partial<ImportChoices> = {}, against: Catalogue = catalogue) {
  const table = typeof content === 'string' ? readTextTable(new TextEncoder().encode(content)) : readCellTable(content);
  if (!table.ok) throw new Error(table.problems[0]!.message);
  return readImport(table.value, against, { words: {}, criteria: {}, ...choices }, now).reading;
}
const answersOf = ({ entries }: ReturnType<typeof read>) =>
  Object.fromEntries(entries.map(({ criterionId, value }) => [criterionId, value]));
const problemsOf = ({ problems }: ReturnType<typeof read>) => problems.map(({ line, code }) => `${line} ${code}`);

const exported: AnswerExport = {
  municipality: { code: '2161', name: 'Ljusdal' },
  wave: { name: '2026', opensAt: new Date('2026-09-01') },
  model,
  text: files.sv,
  wordOf: () => 'Ja',
  answers: [
    {
      criterionId: 'legal-asks',
      value: 'yes',
      note: '=1+1; "quoted"\nand a second line',
      evidence: 'https://example.org/a',
      origin: 'own',
      answeredBy: 'Karin Lund',
      answeredAt: new Date('2026-10-02T08:00:00Z')
    },
    {
      criterionId: 'people-know',
      value: null,
      note: '-',
      evidence: '',
      origin: 'own',
      answeredBy: 'Karin Lund',
      answeredAt: new Date('2026-10-03T08:00:00Z')
    }
  ]
};

describe('one’s own export', () => {
  const table = tableOfAnswers(exported);
  const whole = [
    {
      criterionId: 'legal-asks',
      value: 'yes',
      note: '=1+1; "quoted"\nand a second line',
      evidence: 'https://example.org/a',
      answeredAt: new Date('2026-10-02T08:00:00Z')
    }
  ];

  it('has a row for each criterion, answered or not, with statement, level, word and code', () => {
    expect(table[0]).toEqual([...ANSWER_COLUMNS]);
    expect(table).toHaveLength(model.criteria.length + 1);
    expect(table[1]).toEqual([
      'legal-asks',
      '(sv) name of legal',
      1,
      '(sv) statement of legal-asks',
      'yes',
      'Ja',
      '=1+1; "quoted"\nand a second line',
      'https://example.org/a',
      'Karin Lund',
      '2026-10-02T08:00:00.000Z',
      'own',
      'small@0.1.0'
    ]);
    expect(table[2]?.slice(4, 11)).toEqual([null, null, undefined, undefined, undefined, undefined, undefined]);
  });

  it.each(['excel', 'rfc4180'] as const)('comes back whole as CSV (%s), formulas made harmless on the way', (style) => {
    const csv = writeCsv(table, style);
    expect(csv).toContain(`"'=1+1;`);
    const reading = read(csv);
    expect(reading.entries).toMatchObject(whole);
    expect([reading.problems, reading.turned]).toEqual([[], false]);
  });

  it('comes back whole from the cells of a workbook', () => {
    const cells = table.map((row) => row.map((cell) => String(cell ?? '')));
    expect(read(cells).entries).toMatchObject(whole);
  });

  it('comes back whole as JSON', () => {
    expect(read(writeAnswersJson(exported, now)).entries).toMatchObject(whole);
  });

  it('takes what was filled in by hand, with the day it is imported', () => {
    const edited = table.map((row) => row.map((cell) => String(cell ?? '')));
    edited[3]![4] = 'Nej';
    expect(read(edited).entries).toMatchObject([
      { criterionId: 'legal-asks', line: 2 },
      { criterionId: 'people-know', value: 'no', line: 4 }
    ]);
  });
});

describe('an earlier survey', () => {
  it('is understood by statements in any language and words in Swedish, Dutch and English', () => {
    const reading = read(
      'Fråga;Svar;Kommentar\n"(sv) statement of legal-asks";Ja;Sedan maj\n(nl) STATEMENT of people-know ;Deels;\npeople-trained;Vet ej;\n'
    );
    expect(answersOf(reading)).toEqual({ 'legal-asks': 'yes', 'people-know': 'partly', 'people-trained': 'dont-know' });
    expect(reading.entries[0]?.note).toBe('Sedan maj');
    expect(reading.entries[0]?.evidence).toBeUndefined();
    expect(reading.problems).toEqual([]);
  });

  it('has questions that are chosen by hand, or left out', () => {
    const csv = 'Question,Answer\nHave you got a licence?,yes\nHow many people work for you?,12\nlegal-asks,no\n';
    const before = read(csv);
    expect(problemsOf(before)).toEqual(['2 unknown-criterion', '3 unknown-criterion', '3 unknown-answer']);
    expect(before.unmatched.map(({ key, chosen }) => [key, chosen])).toEqual([
      ['have you got a licence?', null],
      ['how many people work for you?', null]
    ]);
    const criteria = { 'have you got a licence?': 'legal-licence', 'how many people work for you?': SKIP };
    const after = read(csv, { criteria });
    expect(answersOf(after)).toEqual({ 'legal-licence': 'yes', 'legal-asks': 'no' });
    expect(problemsOf(after)).toEqual([]);
  });

  it('has words of its own, which are chosen, changed or left out', () => {
    const csv = 'question,answer\nlegal-asks,4\npeople-know,1\npeople-trained,yes\npeople-advice,0\n';
    expect(problemsOf(read(csv))).toEqual(['2 unknown-answer', '3 unknown-answer', '5 unknown-answer']);
    const reading = read(csv, { words: { '4': 'yes', '1': 'no', '0': SKIP, yes: 'partly' } });
    expect(answersOf(reading)).toEqual({ 'legal-asks': 'yes', 'people-know': 'no', 'people-trained': 'partly' });
    expect(reading.words.map(({ shown, count, value }) => [shown, count, value])).toEqual([
      ['4', 1, 'yes'],
      ['1', 1, 'no'],
      ['yes', 1, 'partly'],
      ['0', 1, SKIP]
    ]);
  });

  it('is as old as its day says, and no row is from tomorrow', () => {
    const csv = 'criterion,answer,date\nlegal-asks,yes,31.12.2025\npeople-know,yes,\n';
    expect(read(csv, { answeredOn: '2024-05-01' }).entries.map(({ answeredAt }) => answeredAt)).toEqual([
      new Date('2025-12-31'),
      new Date('2024-05-01')
    ]);
    const wrong =
      'criterion,answer,date\nlegal-asks,yes,30.2.2025\npeople-know,yes,2027-03-02\npeople-trained,yes,soon\n';
    expect(problemsOf(read(wrong))).toEqual(['2 date-unreadable', '3 date-future', '4 date-unreadable']);
  });

  it('may have its questions in the first row and one municipality below the other', () => {
    const csv = 'Kommun;legal-asks;people-know;Antal\nLjusdal;ja;nej;4\nOvanåker;nej;;5\n';
    const reading = read(csv, { criteria: { antal: SKIP } });
    expect(reading.turned).toBe(true);
    expect(reading.mapping).toEqual({ criterion: 0, answer: 1 });
    expect(answersOf(reading)).toEqual({ 'legal-asks': 'yes', 'people-know': 'no' });
    expect(answersOf(read(csv, { criteria: { antal: SKIP }, mapping: { criterion: 0, answer: 2 } }))).toEqual({
      'legal-asks': 'no'
    });
  });
});

describe('what cannot be taken over', () => {
  it('is named with its row', () => {
    const csv = [
      'criterion,answer,note,evidence',
      'nothing,yes,,',
      'legal-licence,partly,,',
      'legal-asks,not-applicable,,',
      'people-know,yes,,javascript:alert(1)',
      `people-trained,yes,${'x'.repeat(4001)},`,
      ',no,,',
      'people-advice,yes,,',
      'people-advice,no,,'
    ].join('\n');
    const reading = read(csv);
    expect(problemsOf(reading)).toEqual([
      '2 unknown-criterion',
      '3 partly-refused',
      '4 not-applicable-refused',
      '5 evidence-refused',
      '6 note-long',
      '7 criterion-missing',
      '9 criterion-twice'
    ]);
    for (const { message, line } of reading.problems) expect(message).toMatch(new RegExp(`^Row ${line} .{20,}`));
  });

  it('is not a criterion called like a part of every object', () => {
    expect(problemsOf(read('criterion,answer\nconstructor,yes\n__proto__,toString\n'))).toEqual([
      '2 unknown-criterion',
      '3 unknown-criterion',
      '3 unknown-answer'
    ]);
  });
});

describe('answers of an earlier version of the model', () => {
  const old = makeModelFiles();
  old.model.version = '0.0.9';
  addCriterion(old, makeCriterion('old-licence', 'legal', 1));
  addCriterion(old, makeCriterion('old-fees', 'legal', 1));
  addCriterion(old, makeCriterion('old-gone', 'legal', 1));
  const olderTexts: ModelText[] = [old.en, old.sv, old.nl];
  const bridge = {
    from: { id: 'small', version: '0.0.9' },
    to: { id: 'small', version: '0.1.0' },
    carries: [{ to: 'people-trained', from: ['old-licence', 'old-fees'] }]
  };
  const both: Catalogue = {
    ...catalogue,
    older: [{ version: '0.0.9', model: old.model, texts: olderTexts, bridge }]
  };

  it('are carried through the bridge, and what leads nowhere is named', () => {
    const reading = read('criterion,answer\nold-licence,yes\nold-fees,no\nold-gone,yes\nlegal-asks,yes\n', {}, both);
    expect(answersOf(reading)).toEqual({ 'people-trained': 'no', 'legal-asks': 'yes' });
    expect(reading.leftOut).toEqual([{ line: 4, criterion: 'old-gone' }]);
    expect(reading.problems).toEqual([]);
  });

  it('are left out where the bridge needs another answer too', () => {
    const reading = read('criterion,answer\nold-licence,yes\n', {}, both);
    expect([reading.entries, reading.leftOut]).toEqual([[], [{ line: 2, criterion: 'old-licence' }]]);
  });

  it('go through the bridge even under an id that both versions have, where the file says its version', () => {
    const csv = 'criterion,answer,model\nlegal-asks,yes,small@0.0.9\npeople-know,yes,small@0.1.0\n';
    const reading = read(csv, {}, both);
    expect(answersOf(reading)).toEqual({ 'people-know': 'yes' });
    expect(reading.leftOut).toEqual([{ line: 2, criterion: 'legal-asks' }]);
  });

  it('are refused where the model is another one', () => {
    const csv = 'criterion,answer,model\nq1,yes,questionnaire@1.0.0\n';
    expect(problemsOf(read(csv, {}, both))).toEqual(['2 unknown-model']);
  });
});
