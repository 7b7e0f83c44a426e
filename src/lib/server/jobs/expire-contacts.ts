import { SYSTEM } from '$lib/domain/identity/actor';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { overwriteFreed } from '../operations/overwrite-freed';
import { eraseOne } from '../outreach/erase-one';
import { goingFrom, isStillGoing } from '../outreach/going-contacts';
import { allNetworks, findRules } from '../outreach/retention-repository';
import { today } from '../shared/today';

/** So many in one run: others write in between, and the rest goes an hour later. */
const AT_ONCE = 200;

/** Contacts whose time is over go, as the network has decided; those that were removed when they cannot be brought back. */
export async function expireContacts(app: App): Promise<void> {
  const day = today(app);
  let erased = 0;
  try {
    for (const networkId of await allNetworks(app.db.read)) {
      const going = await goingFrom(app, networkId, await findRules(app.db.read, networkId));
      for (const { id: contactId, on, because } of going.slice(0, AT_ONCE)) {
        if (on > day) break;
        const reason = because === 'removed' ? ('removed' as const) : ('retention' as const);
        const still = (tx: Tx) => isStillGoing(tx, networkId, contactId, day);
        const done = await eraseOne(app, SYSTEM, { contactId, networkId, reason, by: 'system', block: false, still });
        if (done.ok) erased++;
      }
    }
  } finally {
    // also where one of them failed: what the others left in the file goes
    if (erased) await overwriteFreed(app);
  }
  if (erased) app.log.info({ contacts: erased }, 'contacts expired');
}
