import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { problemText } from '$lib/ui/problem-text';

/** What cannot wait in the outbox because its answer is needed now: a link, a copy between municipalities. */
export async function askServer<T>(path: string, body: unknown): Promise<{ value: T } | { problem: string }> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });
    const answer = (await response.json()) as T & { errors?: Problem[] };
    const problem = answer.errors?.[0];
    return problem ? { problem: problemText(problem) } : { value: answer };
  } catch {
    return { problem: m.review_problem_network() };
  }
}
