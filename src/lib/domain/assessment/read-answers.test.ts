import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import { readAnswerObject, readAnswers } from './read-answers';

const model = buildModel([
  { id: 'l1', dimension: 'legal', level: 1 },
  { id: 'l2', dimension: 'legal', level: 2 }
]);
const BOM = '\uFEFF';

describe('answers as JSON', () => {
  it('are taken as they are', () => {
    expect(readAnswers(model, `${BOM} {"l1": "yes", "l2": "dont-know"}\n`)).toEqual({
      ok: true,
      value: { l1: 'yes', l2: 'dont-know' }
    });
    expect(readAnswers(model, '{}')).toEqual({ ok: true, value: {} });
  });

  it('are refused with the allowed values where one is none of them', () => {
    expect(readAnswers(model, '{"l1": "maybe", "l2": null}')).toEqual({
      ok: false,
      problems: [
        {
          code: 'unknown-answer',
          path: 'l1',
          message: 'Answer to "l1" must be one of yes, partly, no, not-applicable, dont-know, not-reached - got "maybe"'
        },
        {
          code: 'unknown-answer',
          path: 'l2',
          message: 'Answer to "l2" must be one of yes, partly, no, not-applicable, dont-know, not-reached - got null'
        }
      ]
    });
  });

  it('are refused where the model has no such criterion, whatever it is called', () => {
    for (const id of ['l9', '__proto__', 'constructor', '']) {
      expect(readAnswers(model, JSON.stringify({ l1: 'yes' }).replace('l1', id))).toMatchObject({
        ok: false,
        problems: [{ code: 'unknown-criterion', path: id }]
      });
    }
  });

  it('are refused where they are no object', () => {
    expect(readAnswers(model, '["yes"]')).toMatchObject({ problems: [{ code: 'not-an-object' }] });
    expect(readAnswerObject(model, null)).toMatchObject({ problems: [{ code: 'not-an-object' }] });
    expect(readAnswers(model, '{"l1": "yes"')).toMatchObject({ problems: [{ code: 'not-json' }] });
  });
});

describe('answers as CSV', () => {
  it.each([
    ['comma and CRLF', 'criterion,answer\r\nl1,yes\r\nl2,no\r\n'],
    ['semicolon and byte order mark', `${BOM}criterion;answer\nl1;yes\nl2;no`],
    ['tab, other columns, another order', 'note\tanswer\tcriterion\nfine, really\tyes\tl1\n\tno\tl2'],
    ['a nameless first column and a comma in a heading', '\tanswer\tcriterion\tnote, remark\nx\tyes\tl1\t\n\tno\tl2\t'],
    ['quotes, spaces and empty rows', '"Criterion","Answer"\n"l1", yes \n,\n\nl2,"no"'],
    ['line ends of every kind', 'criterion,answer\rl1,yes\r\n\nl2,no\n']
  ])('are read with %s', (_, text) => {
    expect(readAnswers(model, text)).toEqual({ ok: true, value: { l1: 'yes', l2: 'no' } });
  });

  it('leave a criterion unanswered where the answer is empty', () => {
    expect(readAnswers(model, 'criterion,answer\nl1,\nl2,yes')).toEqual({ ok: true, value: { l2: 'yes' } });
  });

  it('are refused with the row, as a spreadsheet numbers it', () => {
    const text = 'criterion,answer\nl1,Yes\n\nl9,no\n,no\nl1,no';
    const result = readAnswers(model, text);
    expect(result.ok ? [] : result.problems.map(({ code, path }) => [path, code])).toEqual([
      ['rows.2', 'unknown-answer'],
      ['rows.4', 'unknown-criterion'],
      ['rows.5.criterion', 'criterion-missing'],
      ['rows.6.criterion', 'criterion-twice']
    ]);
  });

  it('are refused where a column, every row or a quote is missing', () => {
    expect(readAnswers(model, 'criterion,svar\nl1,yes')).toMatchObject({
      problems: [{ code: 'column-missing', path: 'rows.1' }]
    });
    expect(readAnswers(model, ' \n')).toMatchObject({ problems: [{ code: 'empty-file' }] });
    expect(readAnswers(model, 'criterion,answer\nl1,"yes')).toMatchObject({ problems: [{ code: 'broken-csv' }] });
  });

  it('names fifty problems and counts the rest', () => {
    const result = readAnswers(model, `criterion,answer\n${'x,yes\n'.repeat(200)}`);
    expect(result.ok ? [] : result.problems).toHaveLength(51);
    expect(result).toMatchObject({ problems: { 50: { message: expect.stringMatching(/^150 more/) } } });
  });
});

it('answers every text with a result and never throws', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.string().map((text) => `criterion,answer\n${text}`)
  );
  fc.assert(
    fc.property(texts, (text) => {
      const result = readAnswers(model, text);
      expect(result.ok || result.problems.length > 0).toBe(true);
    }),
    { numRuns: 10_000 }
  );
});
