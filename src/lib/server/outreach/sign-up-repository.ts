import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lt, ne, or } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { contact } from '../db/schema/contacts';
import { followUp } from '../db/schema/outreach';
import { visitSignUp } from '../db/schema/public-side';
import { municipality } from '../db/schema/register';
import type { ContactRow } from './contact-repository';

export type SignUpRow = typeof visitSignUp.$inferSelect;

export async function insertSignUp(tx: Tx, row: SignUpRow): Promise<void> {
  await tx.insert(visitSignUp).values(row);
}

export async function findSignUpByToken(db: Reader | Tx, tokenHash: string): Promise<SignUpRow | undefined> {
  return (await db.select().from(visitSignUp).where(eq(visitSignUp.tokenHash, tokenHash)))[0];
}

export async function findSignUp(db: Reader | Tx, id: string): Promise<SignUpRow | undefined> {
  return (await db.select().from(visitSignUp).where(eq(visitSignUp.id, id)))[0];
}

/** Of those since a time, how many wait to be confirmed. */
export async function countOpenSignUps(db: Reader | Tx, networkId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(visitSignUp)
    .where(
      and(eq(visitSignUp.networkId, networkId), isNull(visitSignUp.confirmedAt), gt(visitSignUp.createdAt, since))
    );
  return row?.n ?? 0;
}

/** Whether this address waits to be confirmed already. */
export async function hasOpenSignUp(db: Reader | Tx, { networkId, email }: SignUpRow): Promise<boolean> {
  const [row] = await db
    .select({ id: visitSignUp.id })
    .from(visitSignUp)
    .where(and(eq(visitSignUp.networkId, networkId), eq(visitSignUp.email, email), isNull(visitSignUp.confirmedAt)))
    .limit(1);
  return row !== undefined;
}

/** Those who gave only a number: a person has to call. How many wait for their mail is said, not who. */
export async function waitingSignUps(db: Reader | Tx, networkId: string, now: Date) {
  const open = and(
    eq(visitSignUp.networkId, networkId),
    isNull(visitSignUp.confirmedAt),
    gt(visitSignUp.expiresAt, now)
  );
  const calls = await db
    .select({ signUp: visitSignUp, municipality: municipality.name })
    .from(visitSignUp)
    .innerJoin(municipality, eq(municipality.id, visitSignUp.municipalityId))
    .where(and(open, eq(visitSignUp.email, '')))
    .orderBy(asc(visitSignUp.createdAt));
  const [mailed] = await db
    .select({ n: count() })
    .from(visitSignUp)
    .where(and(open, ne(visitSignUp.email, '')));
  return { calls, mailed: mailed?.n ?? 0 };
}

/** Confirmed: what the person wrote goes, that it happened stays for a while. */
export async function settleSignUp(
  tx: Tx,
  id: string,
  became: { at: Date; contactId: string; followUpId: string; until: Date }
): Promise<void> {
  const { at, contactId, followUpId, until } = became;
  await tx
    .update(visitSignUp)
    .set({ confirmedAt: at, contactId, followUpId, expiresAt: until, name: '', email: '', phone: '', wish: '' })
    .where(eq(visitSignUp.id, id));
}

export async function deleteSignUp(tx: Tx, id: string): Promise<void> {
  await tx.delete(visitSignUp).where(eq(visitSignUp.id, id));
}

/** The same person asking again before they confirmed: one of them is enough. */
export async function deleteOthersOf(tx: Tx, { id, networkId, municipalityId, email }: SignUpRow): Promise<void> {
  if (email === '') return;
  await tx
    .delete(visitSignUp)
    .where(
      and(
        ne(visitSignUp.id, id),
        eq(visitSignUp.networkId, networkId),
        eq(visitSignUp.municipalityId, municipalityId),
        eq(visitSignUp.email, email),
        isNull(visitSignUp.confirmedAt)
      )
    );
}

/** What nobody confirmed in time, and what is remembered no longer. */
export async function deleteExpiredSignUps(tx: Tx, now: Date): Promise<void> {
  await tx.delete(visitSignUp).where(lt(visitSignUp.expiresAt, now));
}

/** Of somebody who is erased nothing waits to be confirmed. */
export async function deleteSignUpsOf(
  tx: Tx,
  networkId: string,
  emails: readonly string[],
  phones: readonly string[]
): Promise<void> {
  const theirs = [
    ...(emails.length ? [inArray(visitSignUp.email, [...emails])] : []),
    ...(phones.length ? [inArray(visitSignUp.phone, [...phones])] : [])
  ];
  if (theirs.length) await tx.delete(visitSignUp).where(and(eq(visitSignUp.networkId, networkId), or(...theirs)));
}

/** Contacts that may be whoever has this address or number; those that were removed are not among them. */
export async function contactsWith(
  db: Reader | Tx,
  networkId: string,
  { email, phone }: { email: string; phone: string }
): Promise<ContactRow[]> {
  const here = and(eq(contact.networkId, networkId), isNull(contact.removedAt), isNull(contact.mergedInto));
  const first = [
    ...(email ? [eq(contact.email, email)] : []),
    ...(phone ? [eq(contact.phone, phone)] : []),
    // further addresses are few and in no index
    isNotNull(contact.moreEmails),
    isNotNull(contact.morePhones)
  ];
  const rows = await db
    .select()
    .from(contact)
    .where(and(here, or(...first)))
    .orderBy(asc(contact.id));
  return rows.filter(
    (row) =>
      (email !== '' && [row.email, ...(row.moreEmails ?? [])].includes(email)) ||
      (phone !== '' && [row.phone, ...(row.morePhones ?? [])].includes(phone))
  );
}

export async function insertFollowUp(tx: Tx, row: typeof followUp.$inferInsert): Promise<void> {
  await tx.insert(followUp).values(row);
}
