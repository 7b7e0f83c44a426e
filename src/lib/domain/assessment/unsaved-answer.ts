import type { AnswerContent } from './merge-answer';

/** What an officer has changed on the screen and the device has not stored yet; fields left alone are absent. */
export type UnsavedAnswer = Partial<AnswerContent>;

/** An answer and the version it was seen at; null where there was none. */
export interface SeenAnswer extends AnswerContent {
  version: number | null;
}

const FIELDS = ['value', 'note', 'evidence'] as const;

/**
 * The whole answer as it is shown and stored: what was saved, with what was not on top.
 *
 * @example
 * fillIn(undefined, { note: 'Ask IT' }); // { value: null, note: 'Ask IT', evidence: '' }
 */
export function fillIn(saved: AnswerContent | undefined, unsaved: UnsavedAnswer): AnswerContent {
  const { value, note, evidence } = { value: null, note: '', evidence: '', ...saved, ...unsaved };
  return { value, note, evidence };
}

/**
 * What is still to be saved after `stored` was: fields that were changed again meanwhile.
 *
 * @example
 * leaveUnsaved({ value: 'no', note: 'Ask IT first' }, { value: 'no', note: 'Ask IT', evidence: '' });
 * // { note: 'Ask IT first' }
 */
export function leaveUnsaved(unsaved: UnsavedAnswer, stored: AnswerContent): UnsavedAnswer {
  return Object.fromEntries(
    FIELDS.filter((field) => unsaved[field] !== undefined && unsaved[field] !== stored[field]).map((field) => [
      field,
      unsaved[field]
    ])
  );
}

/**
 * The version a change is based on. Where the fields being changed still hold what the officer saw, it is the present one:
 * a newer version is then the officer's own or concerns other fields. Else it is the one that was seen, so that the
 * server notices that a colleague changed the same field and keeps both.
 *
 * @example
 * chooseBase({ note: 'mine' }, { value: null, note: '', evidence: '', version: 1 },
 *   { value: null, note: 'theirs', evidence: '', version: 2 }); // 1
 */
export function chooseBase(unsaved: UnsavedAnswer, seen: SeenAnswer, present: SeenAnswer): number | null {
  const untouched = FIELDS.every((field) => unsaved[field] === undefined || seen[field] === present[field]);
  return untouched ? present.version : seen.version;
}
