import type { AnswerSheet, AnswerValue } from '../model/types';

/**
 * The sheet that scoring reads, from answers kept one by one; an answer taken back leaves none.
 *
 * @example
 * toAnswerSheet([{ criterionId: 'l1', value: 'yes' }, { criterionId: 'l2', value: null }]); // { l1: 'yes' }
 */
export function toAnswerSheet(answers: Iterable<{ criterionId: string; value: AnswerValue | null }>): AnswerSheet {
  const sheet: Record<string, AnswerValue> = {};
  for (const { criterionId, value } of answers) if (value !== null) sheet[criterionId] = value;
  return sheet;
}
