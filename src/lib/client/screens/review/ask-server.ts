import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { problemText } from '$lib/ui/problem-text';
import { readJson } from '../../sync/exchange';

/** What cannot wait in the outbox because its answer is needed now: a link, a copy between municipalities. */
export async function askServer<T>(path: string, body: unknown): Promise<{ value: T } | { problem: string }> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });
    const answer = await readJson<(T & { errors?: Problem[] }) | null>(response);
    const problem = answer?.errors?.[0];
    if (problem) return { problem: problemText(problem) };
    return answer !== undefined && response.ok ? { value: answer as T } : { problem: m.review_problem_network() };
  } catch {
    return { problem: m.review_problem_network() };
  }
}
