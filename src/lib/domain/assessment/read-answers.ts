import { ANSWER_VALUES, type AnswerSheet, type AnswerValue, type MaturityModel } from '../model/types';
import { ok, refuse, refuseAll, type Problem, type Result } from '../shared/result';
import { readAnswerRows } from './read-answer-rows';

const MAX_PROBLEMS = 50;

/** One answer as it stands in the file, or what is wrong with its place. */
type Entry = { path: string; criterion: string; value: unknown } | { fault: Problem };

/**
 * Reads answers from a file: a JSON object of criterion id to answer, or CSV with the columns `criterion` and `answer`
 * (others are passed over). What begins with `{` or `[` is JSON. Absent means unanswered, and so does an empty answer in CSV.
 * Nothing is taken over when anything is refused; after 50 problems the rest is counted. Paths are criterion ids for JSON
 * and `rows.N` for CSV, N as a spreadsheet numbers them.
 *
 * Refuses: `not-json`, `not-an-object`, `empty-file`, `column-missing`, `broken-csv`, `unknown-criterion`, `unknown-answer`,
 * `criterion-missing`, `criterion-twice`.
 *
 * @example
 * readAnswers(model, 'criterion,answer\nl1,yes\n'); // { ok: true, value: { l1: 'yes' } }
 * readAnswers(model, '{"l1": "maybe"}');
 * // { ok: false, problems: [{ code: 'unknown-answer', path: 'l1',
 * //   message: 'Answer to "l1" must be one of yes, partly, no, not-applicable, dont-know, not-reached - got "maybe"' }] }
 */
export function readAnswers(model: MaturityModel, text: string): Result<AnswerSheet> {
  const content = text.replace(/^\uFEFF/, '');
  return /^\s*[{[]/.test(content) ? readJson(model, content) : readCsv(model, content);
}

/**
 * As `readAnswers`, for JSON that is already parsed.
 *
 * @example
 * readAnswerObject(model, { l1: 'yes' }); // { ok: true, value: { l1: 'yes' } }
 */
export function readAnswerObject(model: MaturityModel, value: unknown): Result<AnswerSheet> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(
      'not-an-object',
      '',
      `Answers must be a JSON object such as {"criterion": "yes"} - got ${show(value)}`
    );
  }
  return collect(
    model,
    Object.entries(value).map(([criterion, answer]) => ({ path: criterion, criterion, value: answer }))
  );
}

function readJson(model: MaturityModel, content: string): Result<AnswerSheet> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    return refuse('not-json', '', `The answers begin like JSON but cannot be read - ${(error as SyntaxError).message}`);
  }
  return readAnswerObject(model, value);
}

function readCsv(model: MaturityModel, content: string): Result<AnswerSheet> {
  const rows = readAnswerRows(content);
  if (!rows.ok) return rows;
  const firstRow = new Map<string, number>();
  const entries = rows.value.map(({ row, criterion, answer }): Entry => {
    const path = `rows.${row}`;
    if (criterion === '') {
      const message = `Row ${row} has no criterion - fill it in or delete the row`;
      return { fault: { code: 'criterion-missing', path: `${path}.criterion`, message } };
    }
    const earlier = firstRow.get(criterion);
    if (earlier !== undefined) {
      const message = `Row ${row} answers "${cut(criterion)}" again after row ${earlier} - keep one of them`;
      return { fault: { code: 'criterion-twice', path: `${path}.criterion`, message } };
    }
    firstRow.set(criterion, row);
    return { path, criterion, value: answer === '' ? undefined : answer };
  });
  return collect(model, entries);
}

function collect(model: MaturityModel, entries: readonly Entry[]): Result<AnswerSheet> {
  const known = new Set(model.criteria.map(({ id }) => id));
  const answers: [string, AnswerValue][] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    if ('fault' in entry) {
      problems.push(entry.fault);
      continue;
    }
    const { path, criterion, value } = entry;
    if (!known.has(criterion)) {
      const message = `Criterion "${cut(criterion)}" is not in the model "${model.id}" - check its spelling and the version of the model`;
      problems.push({ code: 'unknown-criterion', path, message });
    } else if (isAnswer(value)) {
      answers.push([criterion, value]);
    } else if (value !== undefined) {
      const message = `Answer to "${criterion}" must be one of ${ANSWER_VALUES.join(', ')} - got ${show(value)}`;
      problems.push({ code: 'unknown-answer', path, message });
    }
  }
  if (problems.length === 0) return ok(Object.fromEntries(answers));
  const left = problems.length - MAX_PROBLEMS;
  if (left <= 0) return refuseAll(problems);
  return refuseAll([
    ...problems.slice(0, MAX_PROBLEMS),
    { code: 'more-problems', path: '', message: `${left} more problems were found - mend these first` }
  ]);
}

function isAnswer(value: unknown): value is AnswerValue {
  return ANSWER_VALUES.includes(value as AnswerValue);
}

function show(value: unknown): string {
  return cut(JSON.stringify(value) ?? String(value));
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
