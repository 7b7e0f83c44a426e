import type { DraftProblemCode } from '$lib/domain/outreach/draft-payload';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { formatDay } from '../dates';

const WORDS: Record<Exclude<DraftProblemCode, 'invalid'>, (facts: NonNullable<Problem['facts']>) => string> = {
  'date-missing': () => m.outreach_problem_date_missing(),
  'date-later': ({ date }) => m.outreach_problem_date_later({ date: formatDay(String(date)) }),
  'municipality-missing': () => m.outreach_problem_municipality_missing(),
  'name-missing': ({ row }) => m.outreach_problem_name_missing({ row: String(row) }),
  'what-missing': ({ row }) => m.outreach_problem_what_missing({ row: String(row) }),
  'due-missing': ({ row }) => m.outreach_problem_due_missing({ row: String(row) })
};

/** What to put right before a meeting can be logged, in the reader's language. */
export function sayProblem({ code, path, message, facts = {} }: Problem): { path: string; message: string } {
  if (code === 'owner-unknown') {
    const row = Number(path.split('.').at(-2)) + 1;
    return { path, message: m.meetings_problem_owner({ row: String(row) }) };
  }
  const word = WORDS[code as keyof typeof WORDS];
  return { path, message: word ? word(facts) : m.outreach_problem_other({ message }) };
}
