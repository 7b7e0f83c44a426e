import { ANSWER_VALUES, type AnswerSheet, type AnswerValue } from '../model/types';
import { CODE } from './answer-codes';
import { type AnswerOrigin, isUnconfirmed } from './origin';

/** Set in a byte: carried over from the wave before, and nobody has looked at it since. */
export const UNCONFIRMED = 16;
/** What of a byte says which answer it is. */
export const VALUE_MASK = 7;

/** Where each criterion of a model stands: in the model's own order, from 0. */
export type CriterionPlaces = ReadonlyMap<string, number>;

/** What of an answer is packed. */
export interface PackableAnswer {
  criterionId: string;
  value: AnswerValue | null;
  origin: AnswerOrigin;
}

const VALUES: readonly (AnswerValue | null)[] = (() => {
  const values: (AnswerValue | null)[] = Array.from({ length: VALUE_MASK + 1 }, () => null);
  for (const value of ANSWER_VALUES) values[CODE[value]] = value;
  return values;
})();

/**
 * An answer as one byte: its code (answer-codes.ts), and `UNCONFIRMED` where it was carried over and not confirmed.
 *
 * @example
 * packByte({ value: 'yes', origin: 'prefill' }); // 17
 */
export function packByte(answer: Pick<PackableAnswer, 'value' | 'origin'>): number {
  return answer.value === null ? CODE.unanswered : CODE[answer.value] | (isUnconfirmed(answer) ? UNCONFIRMED : 0);
}

/**
 * The answers of an assessment, a byte for each criterion of the model; 0 where there is none. Answers to criteria that
 * the model does not have are passed over.
 *
 * @param before Packed answers that these are put into; left out: none. Never changed itself.
 *
 * @example
 * packAnswers(new Map([['a', 0], ['b', 1]]), [{ criterionId: 'b', value: 'no', origin: 'own' }]); // Uint8Array [0, 3]
 */
export function packAnswers(
  places: CriterionPlaces,
  answers: Iterable<PackableAnswer>,
  before?: Uint8Array
): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(places.size);
  if (before) packed.set(before.subarray(0, places.size));
  for (const answer of answers) {
    const place = places.get(answer.criterionId);
    if (place !== undefined) packed[place] = packByte(answer);
  }
  return packed;
}

/**
 * The answer a byte stands for, its value null where nothing was answered; null for a byte that no answer has.
 *
 * @example
 * unpackByte(17); // { value: 'yes', unconfirmed: true }
 */
export function unpackByte(byte: number): { value: AnswerValue | null; unconfirmed: boolean } | null {
  const value = VALUES[byte & VALUE_MASK] ?? null;
  const sound = value === null ? byte === CODE.unanswered : (byte & ~(VALUE_MASK | UNCONFIRMED)) === 0;
  return sound ? { value, unconfirmed: (byte & UNCONFIRMED) !== 0 } : null;
}

/**
 * How many of an assessment's criteria are answered.
 *
 * @param carriedOver Whether answers count that were carried over and nobody has looked at since.
 *
 * @example
 * countAnswered(Uint8Array.of(0, 3, 17), { carriedOver: false }); // 1
 */
export function countAnswered(packed: Uint8Array, { carriedOver }: { carriedOver: boolean }): number {
  let answered = 0;
  for (const byte of packed) if (byte & VALUE_MASK && (carriedOver || !(byte & UNCONFIRMED))) answered++;
  return answered;
}

/**
 * The sheet that packed answers stand for.
 *
 * @param row Which of several assessments packed one after the other.
 *
 * @example
 * unpackSheet(['a', 'b'], Uint8Array.of(0, 3)); // { b: 'no' }
 */
export function unpackSheet(criteria: readonly string[], packed: Uint8Array, row = 0): AnswerSheet {
  const sheet: Record<string, AnswerValue> = {};
  const from = row * criteria.length;
  for (const [place, id] of criteria.entries()) {
    const value = VALUES[(packed[from + place] ?? 0) & VALUE_MASK];
    if (value) sheet[id] = value;
  }
  return sheet;
}
