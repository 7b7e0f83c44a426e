import type { Reader, Tx } from '../db/client';
import { tablesUsingContacts } from './contact-references-repository';
import { type ContactRow, contactsOf } from './contact-repository';
import { hashContact } from './import-hash';
import type { ContactChangeRow } from './import-repository';
import { type Fate, type Use, usesOfTables } from './undo-fate';

export interface ContactFate {
  change: ContactChangeRow;
  /** Undefined where it is gone. */
  present: ContactRow | undefined;
  fate: Fate;
  /** What else names it; only of one that the import made. */
  uses: Use[];
}

/**
 * Decides what an undo does with some contacts of an import, and writes nothing. Asked for the page that says so before,
 * and again in the transaction that does it.
 */
export async function planContactsBack(
  db: Reader | Tx,
  networkId: string,
  changes: readonly ContactChangeRow[]
): Promise<ContactFate[]> {
  const made = changes.filter(({ kind }) => kind === 'create').map(({ contactId }) => contactId);
  const used = await tablesUsingContacts(db, made);
  const ids = changes.map(({ contactId }) => contactId);
  const known = new Map((await contactsOf(db, networkId, new Date(0), ids)).map((row) => [row.id, row]));
  return changes.map((change) => {
    const present = known.get(change.contactId);
    const uses = usesOfTables(used.get(change.contactId) ?? []);
    return { change, present, uses, fate: fateOf(change, present, uses) };
  });
}

function fateOf(change: ContactChangeRow, present: ContactRow | undefined, uses: readonly Use[]): Fate {
  // removed by somebody already, or merged into another that stays
  if (!present || present.removedAt) return 'gone';
  if (hashContact(present) !== change.afterHash) return 'changed-since';
  if (change.kind === 'update') return 'restore';
  return uses.length > 0 ? 'in-use' : 'remove';
}
