import { ok, refuse, type Result } from '$lib/domain/shared/result';

/** No command nests deeper than six; walking something much deeper overflows the stack. */
const MOST_LEVELS = 64;

/** Bodies that are no JSON, or nest absurdly, are refused with a reason, never a 500. */
export async function readJson(request: Request): Promise<Result<unknown>> {
  // too large a body throws here and becomes a 413
  const bytes = await request.arrayBuffer();
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isTooDeep(text)) return refuse('not-json', 'body', `The body must not nest deeper than ${MOST_LEVELS} levels.`);
    return ok(JSON.parse(text));
  } catch (error) {
    return refuse('not-json', 'body', `The body must be JSON in UTF-8 - ${(error as Error).message}`);
  }
}

/** Counts brackets outside strings, before anything is built from them. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c)
        i++; // a backslash takes the next character with it
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > MOST_LEVELS) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}
