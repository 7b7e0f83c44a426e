import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';

/** Why a text of an answer was not stored, under its field; loaded when one is refused, which is seldom. */
export function fieldProblem(problems: readonly Problem[], field: string, text: string): string | undefined {
  if (!problems.some(({ path }) => path === field)) return undefined;
  if (field === 'note') return m.assessment_note_refused();
  return text.length > 500 ? m.assessment_evidence_long() : m.assessment_evidence_refused();
}
