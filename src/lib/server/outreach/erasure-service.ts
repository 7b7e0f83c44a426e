import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { overwriteFreed } from '../operations/overwrite-freed';
import { eraseOne } from './erase-one';
import { type Erased, findSubject, type Subject } from './erase-people';
import { accountOf, contactRows, findErasures } from './erasure-repository';
import { findWords } from './sweep-words-repository';

/** What an erasure would do. */
export interface ErasurePreview {
  name: string;
  /** Contacts that are this person: more than one where some were merged. */
  contacts: number;
  meetings: number;
  /** Texts in which they are found, by `table.column`. */
  texts: Record<string, number>;
  /** Somebody else has the same name: texts outside their meetings are left as they are. */
  namesake: boolean;
  /** Signs in with one of these addresses: the account stays until an administrator closes it. */
  account: boolean;
}

async function subjectFor(app: App, actor: Actor, contactId: string): Promise<Result<Subject>> {
  const refused = authorize(actor, 'contact:edit');
  if (refused) return refused;
  const subject = await findSubject(app.db.read, contactId);
  if (!subject) return refuse('not-found', 'contactId', 'This contact is not here any more - it may have been erased.');
  return authorize(actor, 'contact:edit', { networkId: subject.networkId }) ?? ok(subject);
}

export async function previewErasure(
  app: App,
  actor: Actor,
  input: { contactId: string }
): Promise<Result<ErasurePreview>> {
  const refused = authorize(actor, 'contact:edit');
  if (refused) return refused;
  const found = await subjectFor(app, actor, input.contactId);
  if (!found.ok) return found;
  const { ids, names, search } = found.value;
  const texts: Record<string, number> = {};
  for (const { table, column } of await findWords(app.db.read, search)) {
    // what is theirs goes whole, whatever it says
    if (table === 'contact_merge' || table === 'contact' || table === 'meeting_attendee') continue;
    texts[`${table}.${column}`] = (texts[`${table}.${column}`] ?? 0) + 1;
  }
  const [row] = await contactRows(app.db.read, [input.contactId]);
  return ok({
    name: row?.name ?? names[0]!,
    contacts: ids.length,
    meetings: search.meetingIds.length,
    texts,
    namesake: search.namesake,
    account: (await accountOf(app.db.read, search.traces.emails)) !== null
  });
}

/**
 * Erases a person (article 17 of the GDPR). Acknowledged only once three things are on the disk: the list beside the
 * database, the transaction, and a database file without what was deleted. Asked again, it says the same.
 *
 * @param input.block also never write to these addresses again; what is kept for that is a keyed hash
 */
export async function eraseContact(
  app: App,
  actor: Actor,
  input: { contactId: string; block?: boolean }
): Promise<Result<Erased>> {
  const refused = authorize(actor, 'contact:edit');
  if (refused) return refused;
  const found = await subjectFor(app, actor, input.contactId);
  if (!found.ok) {
    const [done] = await findErasures(app.db.read, [input.contactId]);
    const may = done && !authorize(actor, 'contact:edit', { networkId: done.networkId });
    if (!may) return found;
    // the answer to the first time was lost, or it ended before the file was written anew
    await overwriteFreed(app);
    return ok({ contacts: 0, meetings: 0, texts: 0 });
  }
  const { networkId } = found.value;
  const how = { reason: 'asked' as const, by: actorId(actor), block: input.block ?? false };
  const erased = await eraseOne(app, actor, { contactId: input.contactId, networkId, ...how });
  if (erased.ok) await overwriteFreed(app);
  return erased;
}
