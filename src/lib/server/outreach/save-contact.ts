import { isSame } from '$lib/domain/shared/merge-fields';
import type { OptOutScope } from '$lib/domain/outreach/may-be-contacted';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { type ContactRow, writeContact } from './contact-repository';
import { addressesOf, deleteOptOutsOfContact, sharedByOptedOut, writeOptOut } from './opt-out-repository';

/** Writes a contact, and keeps its wish for its addresses too: those stay when the contact goes. */
export async function saveContact(app: App, tx: Tx, row: ContactRow, before?: ContactRow): Promise<void> {
  await writeContact(tx, row);
  const wish = ({ optedOutOn, optOutScope, ...rest }: ContactRow) =>
    optedOutOn === null ? null : { on: optedOutOn, scope: optOutScope ?? 'everything', of: addressesOf(rest) };
  const [was, is] = [before ? wish(before) : null, wish(row)];
  if (isSame(was, is)) return;
  const { networkId, id } = row;
  if (!is) {
    // lifted; somebody else with the same address may have asked for the same
    const others = was ? await sharedByOptedOut(tx, networkId, id, was.of) : new Set<string>();
    const own = was?.of.filter(({ address }) => !others.has(address)) ?? [];
    return deleteOptOutsOfContact(app, tx, networkId, own);
  }
  // an address that goes from the contact stays refused: the wish outlives it
  if (was && (was.scope !== is.scope || was.on !== is.on)) await deleteOptOutsOfContact(app, tx, networkId, is.of);
  for (const address of is.of)
    if (concerns(is.scope, address.kind))
      await writeOptOut(app, tx, networkId, address, { scope: is.scope, on: is.on, source: 'contact' });
}

function concerns(scope: OptOutScope, kind: 'email' | 'phone'): boolean {
  if (scope === 'everything' || scope === 'campaigns') return true;
  return kind === 'email' ? scope === 'mail' : scope === 'phone' || scope === 'text';
}
