import { ANSWER_VALUES, type AnswerSheet, type AnswerValue } from '../model/types';
import type { ModelIndex } from './model-index';
import type { UnmetReason } from './result-types';

/** An answer as a small number, so that a sheet is one array by position of the criterion. */
export const CODE = {
  unanswered: 0,
  yes: 1,
  partly: 2,
  no: 3,
  'not-applicable': 4,
  'dont-know': 5,
  'not-reached': 6
} as const satisfies Record<AnswerValue | 'unanswered', number>;

const CODES: ReadonlyMap<string, number> = new Map(ANSWER_VALUES.map((value) => [value, CODE[value]]));

export type AnswerCodes = Uint8Array;

const REASONS: Readonly<Record<number, UnmetReason>> = {
  [CODE.unanswered]: 'unanswered',
  [CODE.partly]: 'partly',
  [CODE.no]: 'no',
  [CODE['dont-know']]: 'dont-know',
  [CODE['not-reached']]: 'not-reached'
};

/**
 * The answers by position of the criterion. Answers to criteria the model does not have are passed over; a value that
 * is no answer throws (answers from outside come through `readAnswers`).
 *
 * @example
 * encodeAnswers(index, { b: 'yes' }); // Uint8Array [0, 1] for a model of the criteria a, b
 */
export function encodeAnswers(index: ModelIndex, answers: AnswerSheet): AnswerCodes {
  const codes = new Uint8Array(index.criteria.length);
  for (let position = 0; position < codes.length; position++) {
    const id = index.criteria[position]!.source.id;
    const value: unknown = answers[id];
    // what a criterion called "constructor" finds on every object is no string
    if (typeof value !== 'string') continue;
    const code = CODES.get(value);
    if (code === undefined) {
      throw new Error(`Answer to "${id}" must be one of ${ANSWER_VALUES.join(', ')} - got "${value}"`);
    }
    codes[position] = code;
  }
  return codes;
}

/**
 * The sheet with every don't-know and unanswered as yes: what the upper end of a range is computed from. The lower end
 * comes from the sheet itself, since neither counts as met.
 *
 * @example
 * hopefulCodes(Uint8Array.of(CODE.unanswered, CODE.no)); // Uint8Array [CODE.yes, CODE.no]
 */
export function hopefulCodes(codes: AnswerCodes): AnswerCodes {
  const hopeful = new Uint8Array(codes.length);
  for (let position = 0; position < codes.length; position++) {
    const code = codes[position]!;
    hopeful[position] = code === CODE.unanswered || code === CODE['dont-know'] ? CODE.yes : code;
  }
  return hopeful;
}

/**
 * Yes and not applicable count as met.
 *
 * @example
 * isMet(CODE['not-applicable']); // true
 */
export function isMet(code: number | undefined): boolean {
  return code === CODE.yes || code === CODE['not-applicable'];
}

/**
 * What an applicable answer is worth in a score: yes 1, partly a half, everything else 0.
 *
 * @example
 * valueOf(CODE.partly); // 0.5
 */
export function valueOf(code: number | undefined): number {
  return code === CODE.yes ? 1 : code === CODE.partly ? 0.5 : 0;
}

/**
 * Why an answer does not count as met; throws for one that does.
 *
 * @example
 * unmetReason(CODE.unanswered); // 'unanswered'
 */
export function unmetReason(code: number | undefined): UnmetReason {
  const reason = code === undefined ? undefined : REASONS[code];
  if (!reason) throw new Error(`The answer code ${code} is not one of an unmet criterion`);
  return reason;
}
