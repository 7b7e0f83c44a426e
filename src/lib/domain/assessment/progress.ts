import type { AnswerSheet, Criterion } from '../model/types';

/** Counts of criteria. `answered` includes those set aside as not reached, `ahead` says how many these are. */
export interface Progress {
  total: number;
  answered: number;
  ahead: number;
  open: number;
}

/**
 * How far an assessment, or one dimension of it, has come.
 *
 * @example
 * countProgress(criteria, { a: 'yes', b: 'not-reached' }); // { total: 3, answered: 2, ahead: 1, open: 1 }
 */
export function countProgress(criteria: readonly Pick<Criterion, 'id'>[], answers: AnswerSheet): Progress {
  const given = criteria.flatMap(({ id }) => answers[id] ?? []);
  return {
    total: criteria.length,
    answered: given.length,
    ahead: given.filter((answer) => answer === 'not-reached').length,
    open: criteria.length - given.length
  };
}

const SECONDS_A_QUESTION = 20;

/**
 * Minutes that the open questions take, at least 1; 0 when none is open.
 *
 * 20 seconds a question: a statement of at most 20 words and its quality points of about 40 are read in 15 at 238 words a
 * minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047), and 5 to choose. Notes come on top.
 *
 * @example
 * estimateMinutes(21); // 7
 */
export function estimateMinutes(open: number): number {
  return Math.ceil((open * SECONDS_A_QUESTION) / 60);
}
