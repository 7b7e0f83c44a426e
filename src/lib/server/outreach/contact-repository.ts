import { allowsMail } from '$lib/domain/outreach/campaign-audience';
import { MOST_CONTACTS_ON_DEVICE } from '$lib/domain/outreach/contact-kinds';
import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { insertRows } from '../db/insert-rows';
import { contact } from '../db/schema/contacts';
import { attendee, meeting, meetingMunicipality } from '../db/schema/outreach';
import { indexContact, indexContacts, indexRemoved } from './contact-index-repository';

export type ContactRow = typeof contact.$inferSelect;

export async function findContact(db: Reader | Tx, id: string): Promise<ContactRow | undefined> {
  return (await db.select().from(contact).where(eq(contact.id, id)))[0];
}

export async function writeContact(tx: Tx, row: ContactRow): Promise<void> {
  const { id: _id, createdBy: _by, createdAt: _at, ...changed } = row;
  await tx.insert(contact).values(row).onConflictDoUpdate({ target: contact.id, set: changed });
  await indexContact(tx, row);
}

/** Many new ones at once. */
export async function insertContacts(tx: Tx, rows: readonly ContactRow[]): Promise<void> {
  await insertRows(tx, contact, rows);
  await indexContacts(tx, rows);
}

/** Takes many away at once, as one is taken away by hand. */
export async function removeContacts(tx: Tx, ids: readonly string[], by: string, at: Date): Promise<void> {
  if (!ids.length) return;
  await tx
    .update(contact)
    .set({ removedAt: at, version: sql`${contact.version} + 1`, updatedBy: by, updatedAt: at })
    .where(sql`${contact.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  await indexRemoved(tx, ids);
}

/** @param since removed ones are among them only where they were removed after this */
export async function contactsOf(
  db: Reader | Tx,
  networkId: string,
  since: Date,
  ids?: string[]
): Promise<ContactRow[]> {
  const there = or(isNull(contact.removedAt), gt(contact.removedAt, since));
  if (ids)
    return (
      db
        .select()
        .from(contact)
        // the plus keeps SQLite from walking through all contacts of the network to find these
        .where(and(sql`+${contact.networkId} = ${networkId}`, there, inArray(contact.id, ids)))
        .orderBy(asc(contact.id))
    );
  const here = and(eq(contact.networkId, networkId), there);
  const last = db
    .select()
    .from(contact)
    .where(here)
    .orderBy(sql`${contact.removedAt} is not null`, desc(contact.updatedAt), asc(contact.id));
  return last.limit(MOST_CONTACTS_ON_DEVICE);
}

/** Every one that is there, however many: what a device keeps is not all. */
export async function allContacts(db: Reader | Tx, networkId: string): Promise<ContactRow[]> {
  return db
    .select()
    .from(contact)
    .where(and(eq(contact.networkId, networkId), isNull(contact.removedAt)))
    .orderBy(asc(contact.id));
}

/** Those of one municipality. */
export async function contactsAt(db: Reader | Tx, networkId: string, municipalityId: string): Promise<ContactRow[]> {
  return db
    .select()
    .from(contact)
    .where(and(eq(contact.networkId, networkId), eq(contact.municipalityId, municipalityId), isNull(contact.removedAt)))
    .orderBy(asc(contact.id));
}

/** Whether somebody with this address wishes to be reached otherwise than by mail: it may be the same person twice. */
export async function refusesMailAt(db: Reader | Tx, networkId: string, email: string): Promise<boolean> {
  const rows = await db
    .select({ channel: contact.channel })
    .from(contact)
    .where(and(eq(contact.networkId, networkId), eq(contact.email, email), isNull(contact.removedAt)));
  return rows.some((row) => !allowsMail(row));
}

export async function countContacts(db: Reader | Tx, networkId: string): Promise<number> {
  return db.$count(contact, and(eq(contact.networkId, networkId), isNull(contact.removedAt)));
}

/** Which of these contacts belong to another network. */
export async function foreignContacts(
  db: Reader | Tx,
  networkId: string,
  ids: readonly string[]
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: contact.id, networkId: contact.networkId })
    .from(contact)
    .where(inArray(contact.id, [...ids]));
  return new Set(rows.filter((row) => row.networkId !== networkId).map(({ id }) => id));
}

/** Everybody who was at a meeting of the network, once for each of its municipalities. */
export async function attendeesIn(db: Reader | Tx, networkId: string) {
  return db
    .select({ attendee, heldOn: meeting.heldOn, municipalityId: meetingMunicipality.municipalityId })
    .from(attendee)
    .innerJoin(meeting, eq(meeting.id, attendee.meetingId))
    .innerJoin(meetingMunicipality, eq(meetingMunicipality.meetingId, meeting.id))
    .where(eq(meeting.networkId, networkId))
    .orderBy(asc(attendee.id));
}

export async function setAttendeeContact(tx: Tx, attendeeId: string, contactId: string): Promise<void> {
  await tx.update(attendee).set({ contactId }).where(eq(attendee.id, attendeeId));
}
