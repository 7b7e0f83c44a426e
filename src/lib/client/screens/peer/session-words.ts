import type { SessionForm } from '$lib/domain/mentoring/session-kinds';
import type { SessionProblemCode } from '$lib/domain/mentoring/session-draft';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { formatDay } from '../dates';

export const SESSION_FORM_WORDS: Record<SessionForm, () => string> = {
  call: m.sessions_form_call,
  visit: m.sessions_form_visit,
  group: m.sessions_form_group
};

const WORDS: Record<SessionProblemCode, (facts: NonNullable<Problem['facts']>) => string> = {
  'date-missing': () => m.sessions_problem_date_missing(),
  'date-later': ({ date }) => m.sessions_problem_date_later({ date: formatDay(String(date)) }),
  nobody: () => m.sessions_problem_nobody(),
  'done-missing': () => m.sessions_problem_done(),
  'what-missing': ({ row }) => m.sessions_problem_what({ row: String(row) }),
  'owner-missing': ({ row }) => m.sessions_problem_owner({ row: String(row) }),
  'due-missing': ({ row }) => m.sessions_problem_due({ row: String(row) }),
  'next-earlier': ({ date }) => m.sessions_problem_next({ date: formatDay(String(date)) })
};

/** What to put right before a session can be saved, in the reader's language. */
export function saySessionProblem({ code, path, message, facts = {} }: Problem): { path: string; message: string } {
  const word = WORDS[code as SessionProblemCode] as ((facts: NonNullable<Problem['facts']>) => string) | undefined;
  return { path, message: word ? word(facts) : m.sessions_problem_other({ message }) };
}
