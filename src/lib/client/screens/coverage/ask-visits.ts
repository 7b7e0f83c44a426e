import type { PlannedVisits } from './visit-answer';
import type { Problem } from '$lib/domain/shared/result';
import type { VisitProgress } from '$lib/domain/visits/visit-problem';
import { m } from '$lib/paraglide/messages.js';

export type AskedVisits = { plan: PlannedVisits } | { problem: string } | { cancelled: true };

type Line =
  { progress: VisitProgress } | { status: number; answer: PlannedVisits | { errors: (Problem & { path: string })[] } };

/** Asks for a plan; what the server says on its way is passed on, and leaving ends its work. */
export async function askVisits(
  body: object,
  signal: AbortSignal,
  onProgress: (progress: VisitProgress) => void
): Promise<AskedVisits> {
  try {
    const response = await fetch('/api/v1/visits', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: JSON.stringify(body),
      signal
    });
    if (!response.body) return { problem: m.coverage_visits_failed() };
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    let answer: Line | null = null;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (text + part.value).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const said = JSON.parse(line) as Line;
        if ('progress' in said) onProgress(said.progress);
        else answer = said;
      }
    }
    if (!answer || 'progress' in answer) return { problem: m.coverage_visits_failed() };
    return 'errors' in answer.answer ? { problem: sayProblem(answer.answer.errors[0]!) } : { plan: answer.answer };
  } catch {
    return signal.aborted ? { cancelled: true } : { problem: m.coverage_visits_network() };
  }
}

const WORDS: Record<string, () => string> = {
  'pins-too-many': m.coverage_problem_pins_many,
  'pins-do-not-fit': m.coverage_problem_pins_fit,
  'pin-out-of-reach': m.coverage_problem_pin_far,
  'pin-not-possible': m.coverage_problem_pin_not,
  'home-without-place': m.coverage_problem_home,
  'home-unknown': m.coverage_problem_home
};

const sayProblem = ({ code, message }: Problem): string => WORDS[code]?.() ?? message;
