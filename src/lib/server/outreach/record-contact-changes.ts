import { contactContent } from '$lib/domain/outreach/merge-contact';
import type { App } from '../app';
import type { Tx } from '../db/client';
import type { ContactRow } from './contact-repository';
import { hashContact } from './import-hash';
import {
  type ContactChangeRow,
  contactChangesOn,
  insertContactChanges,
  updateContactChange
} from './import-repository';

export interface ChangedContact {
  before: ContactRow;
  after: ContactRow;
}

/** Notes what an import did to contacts, so that it can be taken back; one that it touches twice is noted once. */
export async function recordContactChanges(
  app: App,
  tx: Tx,
  importId: string,
  fresh: readonly ContactRow[],
  changed: readonly ChangedContact[]
): Promise<void> {
  const ids = changed.map(({ after }) => after.id);
  const earlier = new Map((await contactChangesOn(tx, importId, ids)).map((row) => [row.contactId, row]));
  const changes: ContactChangeRow[] = fresh.map((row) => ({
    ...{ id: app.newId(), importId, contactId: row.id, kind: 'create' as const, before: null },
    afterHash: hashContact(row)
  }));
  for (const { before, after } of changed) {
    const known = earlier.get(after.id);
    const afterHash = hashContact(after);
    if (known) {
      const first = known.before && { ...differing(before, after), ...known.before };
      await updateContactChange(tx, known.id, { afterHash, before: first });
    } else {
      const base = { id: app.newId(), importId, contactId: after.id, kind: 'update' as const };
      changes.push({ ...base, before: differing(before, after), afterHash });
    }
  }
  await insertContactChanges(tx, changes);
}

/** What the changed fields said before. */
function differing(before: ContactRow, after: ContactRow): ContactChangeRow['before'] {
  const [was, is] = [contactContent(before), contactContent(after)];
  const changed = Object.entries(was).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(is[field as keyof typeof is])
  );
  return Object.fromEntries(changed);
}
