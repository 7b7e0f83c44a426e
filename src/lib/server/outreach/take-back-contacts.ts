import { actorId, type Actor } from '$lib/domain/identity/actor';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { removeContacts } from './contact-repository';
import { dropContactChanges, type ListImportRow, nextContactChanges } from './import-repository';
import { planContactsBack } from './plan-contacts-back';
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
  const taken: TakenBack = { removed: 0, restored: 0, kept: [], finished: changes.length < AT_ONCE };
  const by = actorId(actor);
  const going: string[] = [];
  const fed: { id: string }[] = [];
  for (const { change, present, fate } of await planContactsBack(tx, networkId, changes)) {
    const { contactId: id, before } = change;
    if (fate === 'gone' || !present) continue;
    if (fate === 'changed-since' || fate === 'in-use') taken.kept.push({ id, because: fate });
    else {
      fed.push({ id });
      if (fate === 'remove') going.push(id);
      else {
        const after = { ...present, ...before, version: present.version + 1, updatedBy: by, updatedAt: now };
        await saveContact(app, tx, after, present);
        taken.restored++;
      }
    }
  }
  taken.removed = going.length;
  await removeContacts(tx, going, by, now);
  await dropContactChanges(
    tx,
    changes.map(({ id }) => id)
  );
  await feedMany('contact', fed);
  return taken;
}
