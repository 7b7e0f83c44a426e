import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';

const WORDS: Readonly<Record<string, () => string>> = {
  'title-missing': m.calendar_problem_title,
  'day-missing': m.calendar_problem_day,
  'time-missing': m.calendar_problem_time,
  'minutes-wrong': m.calendar_problem_minutes,
  'in-the-past': m.calendar_problem_past,
  'no-such-time': m.calendar_problem_gap,
  'municipality-missing': m.outreach_problem_municipality_missing,
  'meeting-held': m.calendar_refused_held
};

/** What to put right before a meeting can be planned, in the reader's language. */
export function sayPlanProblem({ code, path, message }: Problem): { path: string; message: string } {
  return { path, message: WORDS[code]?.() ?? m.outreach_problem_other({ message }) };
}
