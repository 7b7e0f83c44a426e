import type { OptOut, OptOutScope } from '$lib/domain/outreach/may-be-contacted';
import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import { contact } from '../db/schema/contacts';
import { optOut } from '../db/schema/people';
import { type AddressKind, hashAddress } from './address-hash';

export type OptOutRow = typeof optOut.$inferSelect;
export type OptOutSource = OptOutRow['source'];

export interface Address {
  kind: AddressKind;
  /** Normalised. */
  address: string;
}

/** Every address and number of a contact. */
export function addressesOf(contact: {
  email: string;
  phone: string;
  moreEmails?: readonly string[] | null;
  morePhones?: readonly string[] | null;
}): Address[] {
  const { email, phone, moreEmails, morePhones } = contact;
  const list = (kind: AddressKind, all: readonly string[]) =>
    [...new Set(all)].filter((address) => address !== '').map((address) => ({ kind, address }));
  return [...list('email', [email, ...(moreEmails ?? [])]), ...list('phone', [phone, ...(morePhones ?? [])])];
}

/** What is kept for these addresses, also where only a hash is left of them. */
export async function findOptOuts(
  app: App,
  db: Reader | Tx,
  networkId: string,
  addresses: readonly Address[]
): Promise<OptOutRow[]> {
  if (!addresses.length) return [];
  const hashes = addresses.map(({ kind, address }) => hashAddress(app, networkId, kind, address));
  const said = addresses.map(({ address }) => address);
  const rows = await db
    .select()
    .from(optOut)
    // the address too: a wish must hold although the key was lost
    .where(and(eq(optOut.networkId, networkId), or(inArray(optOut.hash, hashes), inArray(optOut.address, said))));
  return rows.filter((row) =>
    addresses.some(({ kind, address }, i) => row.kind === kind && (row.hash === hashes[i] || row.address === address))
  );
}

/** Of these addresses, those of people who were erased and are not to be written to again. Any number in one statement. */
export async function erasedAmong(
  app: App,
  db: Reader | Tx,
  networkId: string,
  addresses: readonly Address[]
): Promise<Set<string>> {
  if (!addresses.length) return new Set();
  const byHash = new Map(
    addresses.map((one) => [`${one.kind} ${hashAddress(app, networkId, one.kind, one.address)}`, one.address])
  );
  const hashes = JSON.stringify([...byHash.keys()].map((key) => key.split(' ')[1]));
  const rows = await db
    .select({ kind: optOut.kind, hash: optOut.hash })
    .from(optOut)
    .where(
      and(
        eq(optOut.networkId, networkId),
        eq(optOut.source, 'erasure'),
        sql`${optOut.hash} IN (SELECT value FROM json_each(${hashes}))`
      )
    );
  return new Set(rows.flatMap(({ kind, hash }) => byHash.get(`${kind} ${hash}`) ?? []));
}

export const toOptOuts = (rows: readonly OptOutRow[]): OptOut[] => rows.map(({ scope, on }) => ({ scope, on }));

/** Writes a wish down for an address; one that is there already stays as it is. */
export async function writeOptOut(
  app: App,
  tx: Tx,
  networkId: string,
  { kind, address }: Address,
  wish: { scope: OptOutScope; on: string; source: OptOutSource }
): Promise<void> {
  const hash = hashAddress(app, networkId, kind, address);
  const row = { id: app.newId(), networkId, kind, address, hash, ...wish, createdAt: app.now() };
  await tx.insert(optOut).values(row).onConflictDoNothing();
}

/** The same for an address of which only the hash is known, because it is no contact's any more. */
export async function writeOptOutOfHash(
  app: App,
  tx: Tx,
  networkId: string,
  hash: string,
  wish: { scope: OptOutScope; on: string; source: OptOutSource }
): Promise<void> {
  const row = { id: app.newId(), networkId, kind: 'email' as const, address: null, hash, ...wish };
  await tx
    .insert(optOut)
    .values({ ...row, createdAt: app.now() })
    .onConflictDoNothing();
}

/** Takes back what was written down with a contact; what somebody asked for by a link stays. */
export async function deleteOptOutsOfContact(
  app: App,
  tx: Tx,
  networkId: string,
  addresses: readonly Address[]
): Promise<void> {
  const rows = await findOptOuts(app, tx, networkId, addresses);
  const ids = rows.filter(({ source }) => source === 'contact').map(({ id }) => id);
  if (ids.length) await tx.delete(optOut).where(inArray(optOut.id, ids));
}

/**
 * Somebody who had asked not to be contacted may be, about one thing: what stays is that they want no mailings. Wishes
 * kept as a hash after an erasure are theirs as well.
 */
export async function narrowOptOuts(
  app: App,
  tx: Tx,
  networkId: string,
  addresses: readonly Address[],
  on: string
): Promise<void> {
  for (const one of addresses) {
    const rows = await findOptOuts(app, tx, networkId, [one]);
    const wider = rows.filter(({ scope }) => scope !== 'campaigns');
    if (!wider.length) continue;
    await tx.delete(optOut).where(
      inArray(
        optOut.id,
        wider.map(({ id }) => id)
      )
    );
    await writeOptOut(app, tx, networkId, one, { scope: 'campaigns', on, source: 'link' });
  }
}

/** Of these addresses, those of another contact who does not want to be contacted. */
export async function sharedByOptedOut(
  tx: Tx,
  networkId: string,
  contactId: string,
  addresses: readonly Address[]
): Promise<Set<string>> {
  const others = await tx
    .select({ email: contact.email, phone: contact.phone })
    .from(contact)
    .where(and(eq(contact.networkId, networkId), ne(contact.id, contactId), isNotNull(contact.optedOutOn)));
  const theirs = new Set(others.flatMap(({ email, phone }) => [email, phone]));
  return new Set(addresses.map(({ address }) => address).filter((address) => theirs.has(address)));
}

/** Forgets the addresses and keeps that they are not to be used. */
export async function hideAddresses(
  app: App,
  tx: Tx,
  networkId: string,
  addresses: readonly Address[]
): Promise<OptOutRow[]> {
  const rows = await findOptOuts(app, tx, networkId, addresses);
  for (const row of rows) {
    const known = addresses.find(({ kind, address }) => row.kind === kind && row.address === address);
    const hash = known ? hashAddress(app, networkId, known.kind, known.address) : row.hash;
    await tx.update(optOut).set({ address: null, hash }).where(eq(optOut.id, row.id));
  }
  return rows;
}

/** Those of a network by address, for many contacts at once; `hashed` where some have only a hash left. */
export async function optOutsIn(
  db: Reader | Tx,
  networkId: string
): Promise<{ byAddress: Map<string, OptOut[]>; hashed: boolean }> {
  const rows = await db.select().from(optOut).where(eq(optOut.networkId, networkId));
  const byAddress = new Map<string, OptOut[]>();
  for (const { kind, address, hash, scope, on } of rows) {
    const key = `${kind}:${address ?? hash}`;
    byAddress.set(key, [...(byAddress.get(key) ?? []), { scope, on }]);
  }
  return { byAddress, hashed: rows.some(({ address }) => address === null) };
}

export async function countHiddenOptOuts(db: Reader | Tx, networkId: string): Promise<number> {
  const rows = await db
    .select({ id: optOut.id })
    .from(optOut)
    .where(and(eq(optOut.networkId, networkId), isNull(optOut.address)));
  return rows.length;
}

/** A wish of somebody who was erased: only the hash is known. */
export async function writeHiddenOptOut(
  app: App,
  tx: Tx,
  networkId: string,
  kindAndHash: string,
  on: string
): Promise<void> {
  const [kind, hash] = kindAndHash.split(':') as [AddressKind, string | undefined];
  if (!hash || (kind !== 'email' && kind !== 'phone')) return;
  const row = { id: app.newId(), networkId, kind, address: null, hash, scope: 'everything' as const, on };
  await tx
    .insert(optOut)
    .values({ ...row, source: 'erasure', createdAt: app.now() })
    .onConflictDoNothing();
}
