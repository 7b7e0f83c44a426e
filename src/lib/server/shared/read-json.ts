import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { isTooDeep, MOST_LEVELS } from './nesting';

/** Bodies that are no JSON, or nest absurdly, are refused with a reason, never a 500. */
export async function readJson(request: Request): Promise<Result<unknown>> {
  // too large a body throws here and becomes a 413
  const bytes = await request.arrayBuffer();
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const body: unknown = JSON.parse(text);
    return isTooDeep(body)
      ? refuse('not-json', 'body', `The body must not nest deeper than ${MOST_LEVELS} levels.`)
      : ok(body);
  } catch (error) {
    return refuse('not-json', 'body', `The body must be JSON in UTF-8 - ${(error as Error).message}`);
  }
}
