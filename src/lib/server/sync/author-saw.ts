import type { Envelope } from '$lib/domain/sync/protocol';
import type { Tx } from '../db/client';
import type { CommandHandler } from './command-handler';

/**
 * Which version the author of a brought change had seen: the one that was sealed, never what the bringer says. Only where
 * nobody but the author has written since does the bringer's count: it is the author's change before this one, brought
 * from the same file.
 *
 * @returns null where nothing stood there yet
 */
export async function authorSaw<P>(
  tx: Tx,
  handler: Pick<CommandHandler<P>, 'onlyBy'>,
  payload: P,
  { baseVersion: upTo, via }: Pick<Envelope, 'baseVersion' | 'via'>
): Promise<number | null> {
  const sealed = via?.baseVersion ?? null;
  const after = sealed ?? 0;
  if (!via || upTo === null || upTo <= after) return sealed;
  return (await handler.onlyBy?.(tx, payload, via.personId, { after, upTo })) ? upTo : sealed;
}
