import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { problemText } from '$lib/ui/problem-text';
import { readJson } from '../../sync/exchange';

export type Answer<T> = { value: T } | { problems: Problem[] };

/** What only the server knows or can do about contacts: its answer is needed now, so it does not wait in the outbox. */
export async function askPeople<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/v1/contacts${path}`, { cache: 'no-store', ...init });
    const answer = await readJson<(T & { errors?: Problem[] }) | null>(response);
    if (answer?.errors) return { problems: answer.errors };
    if (answer !== undefined && response.ok) return { value: answer as T };
  } catch {
    // no network: said below, as where somebody else answers
  }
  return { problems: [{ code: 'no-network', path: '', message: m.review_problem_network() }] };
}

export const asJson = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body)
});

/** A refusal in the reader's language. */
export function sayPeopleProblem(problem: Problem): { path: string; message: string } {
  const { code, path, message, facts = {} } = problem;
  const words: Record<string, () => string> = {
    'no-cards': m.people_problem_no_cards,
    'version-unknown': () => m.people_problem_version({ row: path.replace(/^cards\./, '') }),
    'card-broken': m.people_problem_broken,
    'no-network': () => message,
    'months-invalid': () => m.people_problem_months({ least: facts.least ?? 1, most: facts.most ?? 120 }),
    'name-missing': m.contacts_problem_name
  };
  const note = ['email-invalid', 'phone-invalid', 'phone-country-missing'].includes(code);
  if (note) return { path, message: m.people_problem_in_note({ value: String(facts.value ?? '') }) };
  return { path, message: words[code]?.() ?? problemText(problem) };
}
