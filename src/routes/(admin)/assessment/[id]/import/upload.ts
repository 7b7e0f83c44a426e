import { IMPORT_COLUMNS, type ImportChoices, type ImportMapping } from '$lib/domain/assessment/import-types';
import { ANSWER_VALUES, type AnswerValue } from '$lib/domain/model/types';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { hashFile, readFormData, unpackFile } from '../../../admin/register/import/upload';

export interface Upload {
  fileName: string;
  bytes: Uint8Array;
  sha256: string;
  choices: ImportChoices;
  newer: 'keep' | 'take';
  /** The hash of the file whose preview was shown, and the mark of what it said would change. */
  previewed: string | null;
  planMark: string;
}

const NOTHING_CHOSEN: ImportChoices = { words: {}, criteria: {} };

/** Reads the form of either step: the file chosen now, else the one the page has kept. */
export async function readUpload(request: Request): Promise<Result<Upload>> {
  const form = await readFormData(request);
  if (!form.ok) return form;
  const file = await readFile(form.value);
  if (!file.ok) return file;
  const sha256 = hashFile(file.value.bytes);
  const previewed = textOf(form.value, 'sha256') || null;
  return ok({
    ...file.value,
    sha256,
    previewed,
    planMark: textOf(form.value, 'planMark'),
    // what was chosen for the file in the preview says nothing of another one
    choices: previewed === sha256 ? readChoices(form.value) : NOTHING_CHOSEN,
    newer: textOf(form.value, 'newer') === 'take' ? 'take' : 'keep'
  });
}

async function readFile(data: FormData): Promise<Result<{ fileName: string; bytes: Uint8Array }>> {
  const chosen = data.get('file');
  if (chosen instanceof File && chosen.name !== '')
    return ok({ fileName: chosen.name.slice(0, 200), bytes: new Uint8Array(await chosen.arrayBuffer()) });
  const kept = textOf(data, 'kept');
  if (kept === '') return refuse('file-missing', 'file', 'Choose a file first.');
  const bytes = unpackFile(kept);
  return bytes
    ? ok({ fileName: textOf(data, 'fileName').slice(0, 200), bytes })
    : refuse('file-damaged', 'file', 'The file in the page is damaged - choose it again.');
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/** Fields are named `map.COLUMN`, `word.WORD` and `question.QUESTION`; an empty one leaves it to the proposal. */
function readChoices(data: FormData): ImportChoices {
  const words: [string, AnswerValue | 'skip'][] = [];
  const criteria: [string, string][] = [];
  for (const [name, value] of data) {
    if (typeof value !== 'string' || value === '') continue;
    if (name.startsWith('word.') && (value === 'skip' || isAnswer(value))) words.push([name.slice(5), value]);
    if (name.startsWith('question.')) criteria.push([name.slice(9), value]);
  }
  const turned = data.get('turned') !== null;
  // columns of the table read the one way are rows the other way
  const sameWay = turned === (textOf(data, 'wasTurned') === '1');
  return {
    words: Object.fromEntries(words),
    criteria: Object.fromEntries(criteria),
    answeredOn: /^\d{4}-\d{2}-\d{2}$/.exec(textOf(data, 'answeredOn'))?.[0],
    turned,
    ...(sameWay && { mapping: readMapping(data) })
  };
}

const isAnswer = (value: string): value is AnswerValue => ANSWER_VALUES.some((answer) => answer === value);

function readMapping(data: FormData): ImportMapping {
  const mapping: ImportMapping = {};
  for (const column of IMPORT_COLUMNS) {
    const index = textOf(data, `map.${column}`);
    if (/^\d{1,4}$/.test(index)) mapping[column] = Number(index);
  }
  return mapping;
}
