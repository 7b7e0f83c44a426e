import type { Result } from '$lib/domain/shared/result';
import { error } from '@sveltejs/kit';

/** The value, or the page that says why not: an edition that was altered is no edition that is not there. */
export function orReportError<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const [problem] = result.problems;
  error(problem?.code === 'not-found' ? 404 : 500, problem?.message ?? '');
}
