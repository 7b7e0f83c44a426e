import type { Contactable, OptOut } from '$lib/domain/outreach/may-be-contacted';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { hashAddress } from './address-hash';
import type { ContactRow } from './contact-repository';
import { addressesOf, findOptOuts, optOutsIn, toOptOuts } from './opt-out-repository';

type Asked = Pick<
  ContactRow,
  'email' | 'phone' | 'moreEmails' | 'morePhones' | 'optedOutOn' | 'optOutScope' | 'removedAt' | 'networkId'
>;

/** A contact with everything `mayBeContacted` asks for. In the transaction that sends, so that a wish made meanwhile counts. */
export async function toContactable(app: App, db: Reader | Tx, contact: Asked): Promise<Contactable> {
  const { email, phone, optedOutOn, optOutScope, removedAt, networkId } = contact;
  const rows = await findOptOuts(app, db, networkId, addressesOf(contact));
  return { email, phone, optedOutOn, optOutScope, removedAt, optOuts: toOptOuts(rows) };
}

/** The same for an address that belongs to no contact, as in a list that was read in. */
export async function addressContactable(
  app: App,
  db: Reader | Tx,
  networkId: string,
  address: { email?: string; phone?: string }
): Promise<Contactable> {
  const { email = '', phone = '' } = address;
  return toContactable(app, db, {
    ...{ networkId, email, phone, moreEmails: null, morePhones: null },
    ...{ optedOutOn: null, optOutScope: null, removedAt: null }
  });
}

/** The wishes kept for the addresses of many contacts of one network, by contact. */
export async function optOutsOfContacts(
  app: App,
  db: Reader | Tx,
  networkId: string,
  contacts: readonly Pick<ContactRow, 'id' | 'email' | 'phone' | 'moreEmails' | 'morePhones'>[]
): Promise<Map<string, OptOut[]>> {
  const { byAddress, hashed } = await optOutsIn(db, networkId);
  const found = new Map<string, OptOut[]>();
  if (!byAddress.size) return found;
  for (const contact of contacts) {
    const wishes = addressesOf(contact).flatMap(({ kind, address }) => [
      ...(byAddress.get(`${kind}:${address}`) ?? []),
      ...((hashed && byAddress.get(`${kind}:${hashAddress(app, networkId, kind, address)}`)) || [])
    ]);
    if (wishes.length) found.set(contact.id, wishes);
  }
  return found;
}
