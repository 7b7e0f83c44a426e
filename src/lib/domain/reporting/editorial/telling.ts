import type { Problem } from '../../shared/result';

/** Where the steps put what they found. */
export interface Telling {
  problems: Problem[];
  warnings: Problem[];
}

export const notThere = (path: string): Problem => ({
  code: 'not-there',
  path,
  message: 'This is not in the report with the numbers of now - it comes back when they do, or take the change back.'
});
