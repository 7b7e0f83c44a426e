import { CODE } from '../../assessment/answer-codes';
import { VALUE_MASK } from '../../assessment/packed-answers';
import type { Category, Plan, PlannedTable } from './plan';
import type { Rows } from './rows';

/** Answers that are in no share. */
export const APART = ['dont-know', 'not-applicable', 'not-reached', 'unanswered'] as const;

const CELLS: readonly Category[] = [
  { id: 'all', leaves: Object.values(CODE), open: true },
  { id: 'know', leaves: [CODE.yes, CODE.partly, CODE.no] },
  { id: 'yes', leaves: [CODE.yes] },
  { id: 'unmet', leaves: [CODE.partly, CODE.no] },
  { id: 'partly', leaves: [CODE.partly] },
  { id: 'no', leaves: [CODE.no] },
  ...APART.map((id) => ({ id, leaves: [CODE[id]] }))
];

const SUMS: PlannedTable['sums'] = [
  { total: 'all', parts: ['know', ...APART] },
  { total: 'know', parts: ['yes', 'unmet'] },
  { total: 'unmet', parts: ['partly', 'no'] }
];

/** By stratum, whatever is in no share is one: apart they would be so few that they would hide the shares. */
const BY_STRATUM: readonly Category[] = [
  { id: 'yes', leaves: [CODE.yes] },
  { id: 'unmet', leaves: [CODE.partly, CODE.no] },
  { id: 'apart', leaves: [CODE.unanswered, CODE['dont-know'], CODE['not-reached'], CODE['not-applicable']] }
];

/**
 * Answers to one criterion. `know` = yes, partly or no; `unmet` = partly or no. Don't know, not applicable, not reached
 * and unanswered each stand alone: they are in no denominator.
 *
 * @example
 * planAnswers('legal-first-licence', 4, 56, rows).tables[0].cells // all, know, yes, unmet, partly, no, dont-know, ...
 */
export function planAnswers(criterion: string, column: number, width: number, rows: Rows): Plan {
  const leafOf = new Uint8Array(rows.size);
  for (let row = 0; row < leafOf.length; row++) leafOf[row] = rows.answers[row * width + column]! & VALUE_MASK;
  const id = `answers-${criterion}`;
  const about = { subject: 'answers', of: criterion } as const;
  return {
    ...{ id, leafOf, members: rows.municipality, leaves: VALUE_MASK, base: 'answered' },
    tables: [{ id, about, cells: CELLS, sums: SUMS }],
    breakdowns: [{ by: 'stratum', id: `${id}-by-stratum`, about: { ...about, by: 'stratum' }, categories: BY_STRATUM }],
    group: ['yes', 'unmet', 'partly', 'no', ...APART]
  };
}
