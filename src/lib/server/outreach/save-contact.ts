import { isSame } from '$lib/domain/shared/merge-fields';
import type { OptOutScope } from '$lib/domain/outreach/may-be-contacted';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { type ContactRow, writeContact } from './contact-repository';
import { addressesOf, deleteOptOutsOfContact, writeOptOut } from './opt-out-repository';

/** Writes a contact, and keeps its wish for its addresses too: those stay when the contact goes. */
export async function saveContact(app: App, tx: Tx, row: ContactRow, before?: ContactRow): Promise<void> {
  await writeContact(tx, row);
  const wish = ({ optedOutOn, optOutScope, ...rest }: ContactRow) =>
    optedOutOn === null ? null : { on: optedOutOn, scope: optOutScope ?? 'everything', of: addressesOf(rest) };
  const [was, is] = [before ? wish(before) : null, wish(row)];
  if (isSame(was, is)) return;
  const { networkId } = row;
  if (was) await deleteOptOutsOfContact(app, tx, networkId, was.of);
  if (!is) return;
  for (const address of is.of)
    if (concerns(is.scope, address.kind))
      await writeOptOut(app, tx, networkId, address, { scope: is.scope, on: is.on, source: 'contact' });
}

function concerns(scope: OptOutScope, kind: 'email' | 'phone'): boolean {
  if (scope === 'everything' || scope === 'campaigns') return true;
  return kind === 'email' ? scope === 'mail' : scope === 'phone' || scope === 'text';
}
