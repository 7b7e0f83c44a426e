import type { Result } from '$lib/domain/shared/result';
import { retryAfter } from '$lib/server/shared/to-response';
import { error } from '@sveltejs/kit';

const STATUS: Record<string, number> = { 'not-found': 404, 'server-busy': 503, 'too-many-tries': 429 };

/** The value, or the page that says why not: an edition that was altered is no edition that is not there. */
export function orReportError<T>(result: Result<T>, setHeaders?: (headers: Record<string, string>) => void): T {
  if (result.ok) return result.value;
  const [problem] = result.problems;
  setHeaders?.({ 'cache-control': 'no-store', ...retryAfter(result.problems) });
  error(STATUS[problem?.code ?? ''] ?? 500, problem?.message ?? '');
}
