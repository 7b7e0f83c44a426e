import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { bodyTooLarge, isTooLarge } from './body-too-large';
import { isTooDeep, MOST_LEVELS } from './nesting';

/** Bodies that are no JSON, or nest absurdly, are refused with a reason, never a 500. */
export async function readJson(request: Request): Promise<Result<unknown>> {
  const bytes = await readWhole(request);
  if (!bytes) return bodyTooLarge();
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

/** The whole body; null where it is larger than the server takes. */
export async function readWhole(request: Request): Promise<ArrayBuffer | null> {
  try {
    return await request.arrayBuffer();
  } catch (error) {
    if (isTooLarge(error)) return null;
    throw error;
  }
}
