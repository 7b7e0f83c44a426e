import { ok, refuse, type Result } from '$lib/domain/shared/result';

/** Bodies that are no JSON are a 422 with a reason, never a 500. */
export async function readJson(request: Request): Promise<Result<unknown>> {
  // too large a body throws here and becomes a 413
  const bytes = await request.arrayBuffer();
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    return refuse('not-json', 'body', `The body must be JSON in UTF-8 - ${(error as Error).message}`);
  }
}
