import { actorId, type Actor } from '$lib/domain/identity/actor';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { usedContacts } from './contact-references-repository';
import { contactsOf, removeContacts } from './contact-repository';
import { hashContact } from './import-hash';
import { dropContactChanges, type ListImportRow, nextContactChanges } from './import-repository';
import { saveContact } from './save-contact';
import type { TakenBack } from './undo-import';

const AT_ONCE = 200;

/**
 * Takes back what an import did to some contacts: new ones are removed, as by hand, so that they can be brought back;
 * others say again what they said. Whom somebody has changed since, or noted at a meeting or written to, stays.
 */
export async function takeBackContacts(
  app: App,
  actor: Actor,
  { tx, now, feedMany }: ChangeContext,
  { id: importId, networkId }: ListImportRow
): Promise<TakenBack> {
  const changes = await nextContactChanges(tx, importId, AT_ONCE);
  const used = await usedContacts(
    tx,
    changes.filter(({ kind }) => kind === 'create').map(({ contactId }) => contactId)
  );
  const taken: TakenBack = { removed: 0, restored: 0, kept: [], finished: changes.length < AT_ONCE };
  const by = actorId(actor);
  const ids = changes.map(({ contactId }) => contactId);
  const known = new Map((await contactsOf(tx, networkId, new Date(0), ids)).map((row) => [row.id, row]));
  const going: string[] = [];
  const fed: { id: string }[] = [];
  for (const { contactId, kind, before, afterHash } of changes) {
    const present = known.get(contactId);
    // removed by somebody already, or merged into another that stays
    if (!present || present.removedAt) continue;
    if (hashContact(present) !== afterHash) taken.kept.push({ id: contactId, because: 'changed-since' });
    else if (kind === 'update') {
      const after = { ...present, ...before, version: present.version + 1, updatedBy: by, updatedAt: now };
      await saveContact(app, tx, after, present);
      taken.restored++;
      fed.push({ id: contactId });
    } else if (used.has(contactId)) taken.kept.push({ id: contactId, because: 'in-use' });
    else {
      going.push(contactId);
      taken.removed++;
      fed.push({ id: contactId });
    }
  }
  await removeContacts(tx, going, by, now);
  await dropContactChanges(
    tx,
    changes.map(({ id }) => id)
  );
  await feedMany('contact', fed);
  return taken;
}
