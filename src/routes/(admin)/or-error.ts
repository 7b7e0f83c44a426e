import { error } from '@sveltejs/kit';
import type { Result } from '$lib/domain/shared/result';

/** For pages that cannot be shown without this value: a refusal becomes the error page with a fitting status. */
export function orError<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const problem = result.problems[0];
  const status =
    problem?.code === 'not-found'
      ? 404
      : problem?.code === 'forbidden' || problem?.code === 'not-signed-in'
        ? 403
        : 422;
  error(status, problem?.message ?? 'refused');
}
