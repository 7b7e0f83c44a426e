import { actorId, type Actor } from '$lib/domain/identity/actor';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import type { ContactRow } from './contact-repository';
import { findListImport, insertListImport, type ListImportRow, updateListImport } from './import-repository';
import { type ChangedContact, recordContactChanges } from './record-contact-changes';
import type { PlannedCard } from './vcard-plan';

/** What a part of a file of cards did. */
export interface WrittenCards {
  planned: PlannedCard[];
  fresh: ContactRow[];
  changed: ChangedContact[];
}

/** Notes a part among the imports, from the first one that writes anything on: it can be taken back like any other. */
export async function noteCards(
  app: App,
  actor: Actor,
  { tx, now }: ChangeContext,
  about: Pick<ListImportRow, 'id' | 'networkId' | 'fileName' | 'sha256' | 'total'> & { rows: readonly PlannedCard[] },
  { fresh, changed }: WrittenCards
): Promise<void> {
  const { rows, fileName, ...base } = about;
  const present = await findListImport(tx, base.id);
  if (!present && !fresh.length && !changed.length) return;
  const of = (...actions: PlannedCard['action'][]) => rows.filter(({ action }) => actions.includes(action)).length;
  const next = {
    counts: { created: of('create'), updated: of('update'), same: of('same'), refused: of('erased', 'unreadable') },
    ...{ doneRows: rows.length, touchedAt: now },
    state: rows.length < base.total ? ('running' as const) : ('done' as const)
  };
  if (present) await updateListImport(tx, base.id, next);
  else
    await insertListImport(tx, {
      ...{ ...base, ...next, kind: 'contacts', fileName: fileName.slice(0, 200), settings: 'vcard', stopAsked: false },
      ...{ createdAt: now, createdBy: actorId(actor), undoneAt: null, undoneBy: null, undone: null }
    });
  await recordContactChanges(app, tx, base.id, fresh, changed);
}
