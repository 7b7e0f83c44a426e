import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { problemText } from './problem-text';

const TEXTS: Record<string, () => string> = {
  'wave-open': m.wave_problem_open,
  'wave-closed': m.wave_problem_closed,
  'period-invalid': m.wave_problem_period,
  'register-empty': m.wave_problem_register_empty
};
const FIELDS: Record<string, () => string> = {
  name: m.wave_problem_name,
  opensOn: m.wave_problem_opens,
  closesOn: m.wave_problem_closes
};

/** A refusal about a wave as people read it. */
export function waveProblemText(problem: Problem): string {
  return (
    (TEXTS[problem.code] ?? (problem.code === 'invalid' ? FIELDS[problem.path] : undefined))?.() ?? problemText(problem)
  );
}
