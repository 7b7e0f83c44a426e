import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { bodyTooLarge } from '../shared/body-too-large';
import { isTooDeep, MOST_LEVELS } from '../shared/nesting';
import { readWhole } from '../shared/read-json';

/** Half a character has no UTF-8: whatever command it stands in is refused as text that cannot be stored. */
const BROKEN = '\udfff';

/**
 * The body of a push as parsed JSON. Damage in one command is no reason to refuse the others: bytes that are no UTF-8
 * become text that is refused where it stands, and a command that nests absurdly is left to be refused by itself. Only a
 * body in which no commands can be told apart is refused whole (`not-json`).
 */
export async function readPush(request: Request): Promise<Result<unknown>> {
  const bytes = await readWhole(request);
  if (!bytes) return bodyTooLarge();
  const { text, damaged } = decode(bytes);
  let body: unknown;
  try {
    // parsing itself does not recurse, however deep it is
    body = JSON.parse(text);
  } catch (error) {
    return refuse('not-json', 'body', `The body must be JSON in UTF-8 - ${(error as Error).message}`);
  }
  const { commands, ...rest } = (body ?? {}) as { commands?: unknown };
  const apart = Array.isArray(commands);
  if (damaged && !apart)
    return refuse('not-json', 'body', 'The body must be JSON in UTF-8 - got bytes that are neither.');
  if (isTooDeep(apart ? rest : body))
    return refuse('not-json', 'body', `The body must not nest deeper than ${MOST_LEVELS} levels.`);
  return ok(body);
}

function decode(bytes: ArrayBuffer): { text: string; damaged: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), damaged: false };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes).replaceAll('\ufffd', BROKEN), damaged: true };
  }
}
