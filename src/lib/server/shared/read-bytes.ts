import { ok, type Problem, refuseAll, type Result } from '$lib/domain/shared/result';
import { isTooLarge } from './body-too-large';

/**
 * The body of a request, read in pieces and given up at the first byte too many, so that nobody fills the memory.
 * `tooMany` is the refusal said then; a length announced as too large is refused before anything is read.
 */
export async function readBytes(request: Request, most: number, tooMany: Problem): Promise<Result<Uint8Array>> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return refuseAll([tooMany]);
  if (!request.body) return ok(new Uint8Array());
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > most) {
        await reader.cancel();
        return refuseAll([tooMany]);
      }
      chunks.push(value);
    }
  } catch (error) {
    // the server's own limit on bodies
    if (isTooLarge(error)) return refuseAll([tooMany]);
    throw error;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return ok(bytes);
}
