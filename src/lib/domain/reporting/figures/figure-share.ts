import type { ToldTable } from './figure-entries';

/** The one share that tells most of a table: cells by their names within a class. */
export interface HeadlineShare {
  id: string;
  over: string;
  overMinus: readonly string[];
}

/**
 * Which share stands for a table: of levels those who have come to the headline level, of answers yes among those
 * that know.
 *
 * @example
 * headlineOf({ about: { subject: 'answers', of: 'legal-licence' }, ... }) // { id: 'yes', over: 'know', overMinus: [] }
 */
export function headlineOf({ about }: ToldTable): HeadlineShare | null {
  const { subject, by } = about;
  if (subject === 'answers') {
    // divided by class, don't know and the like stand together
    return by
      ? { id: 'yes', over: 'all', overMinus: ['not-applicable', 'apart'] }
      : { id: 'yes', over: 'know', overMinus: [] };
  }
  if ((subject === 'overall' || subject === 'levels') && by) return { id: 'reached', over: 'all', overMinus: [] };
  return null;
}
