import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { type ErasureEntry, noteErasures } from '../operations/erasure-list';
import { change } from '../shared/change';
import { type Erased, erasePeople, findSubject, hashesOf } from './erase-people';
import { writeOptOut } from './opt-out-repository';

/** One person, without the file being written anew: whoever erases several does that once, afterwards. */
export async function eraseOne(
  app: App,
  actor: Actor,
  how: {
    contactId: string;
    networkId: string;
    reason: ErasureEntry['reason'];
    by: string;
    block: boolean;
    /** Asked in the transaction: whether the reason holds still. */
    still?: (tx: Tx) => Promise<boolean>;
  }
): Promise<Result<Erased>> {
  const refused = authorize(actor, 'contact:edit', { networkId: how.networkId });
  if (refused) return refused;
  const { contactId, networkId, reason, by } = how;
  const entry = { action: reason === 'asked' ? 'contact:erase' : 'contact:expire', networkId, subject: contactId };
  return change(app, actor, entry, async (context) => {
    const subject = await findSubject(context.tx, contactId);
    if (!subject)
      return refuse('not-found', 'contactId', 'This contact is not here any more - it may have been erased.');
    if (how.still && !(await how.still(context.tx)))
      return refuse('not-due', 'contactId', 'This contact has been changed since, and stays.');
    const at = context.now;
    const hashes = how.block ? hashesOf(app, subject) : [];
    if (how.block)
      for (const address of subject.addresses)
        await writeOptOut(app, context.tx, networkId, address, {
          ...{ scope: 'everything', on: at.toISOString().slice(0, 10), source: 'erasure' }
        });
    const erased = await erasePeople(app, context, subject, { reason, by, at, hashes });
    // before the commit: where a crash comes in between, the next start finishes it
    noteErasures(
      app.env,
      subject.ids.map((id) => ({ id, networkId, hashes, reason, at: at.toISOString(), by }))
    );
    return ok(erased);
  });
}
