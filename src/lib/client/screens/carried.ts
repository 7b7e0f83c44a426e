import { isUnconfirmed } from '$lib/domain/assessment/origin';
import type { Own } from './own';

/** How many of these questions have an answer carried over from the last wave that nobody has confirmed yet. */
export function countCarried(own: Own, questions: readonly { id: string }[]): number {
  return questions.filter(({ id }) => isUnconfirmed(own.answers.get(id))).length;
}
