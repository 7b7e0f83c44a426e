import { nameKey } from '$lib/domain/outreach/find-duplicates';
import { and, eq, inArray, isNull, like, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { fieldConflict } from '../db/schema/clash';
import { contact } from '../db/schema/contacts';
import { invitation, membership, person, signInCode } from '../db/schema/identity';
import { mail } from '../db/schema/mail';
import { attendee, meeting, meetingMunicipality } from '../db/schema/outreach';
import { municipality } from '../db/schema/register';
import { contactCard, contactMerge, erasure } from '../db/schema/people';

export type ErasureRow = typeof erasure.$inferSelect;

export async function findErasures(db: Reader | Tx, ids: readonly string[]): Promise<ErasureRow[]> {
  if (!ids.length) return [];
  return db
    .select()
    .from(erasure)
    .where(inArray(erasure.id, [...ids]));
}

export async function insertErasure(tx: Tx, row: ErasureRow): Promise<void> {
  await tx.insert(erasure).values(row).onConflictDoNothing();
}

export async function mergesOf(db: Reader | Tx, ids: readonly string[]) {
  const among = [...ids];
  return db
    .select()
    .from(contactMerge)
    .where(or(inArray(contactMerge.keptId, among), inArray(contactMerge.goneId, among)));
}

/** All contacts that are one person by merges that stand, whichever of them is asked for. */
export async function samePerson(db: Reader | Tx, id: string): Promise<string[]> {
  const ids = new Set([id]);
  for (let size = 0; size !== ids.size;) {
    size = ids.size;
    for (const { keptId, goneId, undoneAt } of await mergesOf(db, [...ids])) if (!undoneAt) ids.add(keptId).add(goneId);
  }
  return [...ids];
}

export async function contactRows(db: Reader | Tx, ids: readonly string[]) {
  const among = sql`${contact.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  return db.select().from(contact).where(among);
}

/** What a place or an office is called: words of that kind, or the name of a municipality, a county or the network itself. */
const OFFICE =
  /kommun|region|länsstyrelse|förvaltning|kansli|registrator|enhet|avdelning|myndighet|gemeente|provincie|afdeling|griffie|secretariaat|loket|municipality|county|office|department|registry|council|agency/i;

/** Whether one of these names is an office's rather than a person's: it stands in texts that are about the place. */
export async function isOffice(db: Reader | Tx, networkId: string, names: readonly string[]): Promise<boolean> {
  if (names.some((name) => OFFICE.test(name))) return true;
  const places = await db
    .select({ name: municipality.name, county: municipality.countyName })
    .from(municipality)
    .where(eq(municipality.networkId, networkId));
  const words = new Set(places.flatMap((place) => [place.name, place.county ?? '']).map(nameKey));
  words.delete('');
  return names.some((name) => words.has(nameKey(name)));
}

/** Whether somebody else in the network has one of these names: another contact, or a colleague with an account. */
export async function hasNamesake(
  db: Reader | Tx,
  networkId: string,
  ids: readonly string[],
  names: readonly string[]
): Promise<boolean> {
  const keys = new Set(names.map(nameKey));
  const words = names.flatMap((name) => name.match(/[a-z]{2,}/gi)?.slice(0, 1) ?? []);
  const may = (column: typeof contact.name | typeof person.name) =>
    words.length ? or(...words.map((word) => like(column, `%${word}%`))) : undefined;
  const others = await db
    .select({ id: contact.id, name: contact.name })
    .from(contact)
    .where(and(eq(contact.networkId, networkId), may(contact.name)));
  const colleagues = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .innerJoin(membership, eq(membership.personId, person.id))
    .where(and(eq(membership.networkId, networkId), may(person.name)));
  return [...others.filter(({ id }) => !ids.includes(id)), ...colleagues].some(({ name }) => keys.has(nameKey(name)));
}

/** Where they were at meetings: chosen from the contacts, or written down by name in a municipality of theirs. */
export async function attendancesOf(
  db: Reader | Tx,
  who: { networkId: string; ids: readonly string[]; names: readonly string[]; municipalityIds: readonly string[] }
) {
  const chosen = await db
    .select({ id: attendee.id, meetingId: attendee.meetingId, name: attendee.name, role: attendee.role })
    .from(attendee)
    .where(inArray(attendee.contactId, [...who.ids]));
  const near = who.municipalityIds.length
    ? await db
        .selectDistinct({ id: attendee.id, meetingId: attendee.meetingId, name: attendee.name, role: attendee.role })
        .from(attendee)
        .innerJoin(meetingMunicipality, eq(meetingMunicipality.meetingId, attendee.meetingId))
        .innerJoin(meeting, eq(meeting.id, attendee.meetingId))
        .where(
          and(
            isNull(attendee.contactId),
            eq(meeting.networkId, who.networkId),
            inArray(meetingMunicipality.municipalityId, [...who.municipalityIds])
          )
        )
    : [];
  const keys = new Set(who.names.map(nameKey));
  return [...chosen, ...near.filter(({ name }) => keys.has(nameKey(name)))];
}

export async function eraseAttendees(tx: Tx, ids: readonly string[], name: string): Promise<void> {
  if (!ids.length) return;
  await tx
    .update(attendee)
    .set({ name, contactId: null })
    .where(inArray(attendee.id, [...ids]));
}

/** A new version, so that devices take the meeting as it is now. */
export async function touchMeetings(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (!ids.length) return;
  await tx
    .update(meeting)
    .set({ version: sql`${meeting.version} + 1`, updatedAt: now })
    .where(inArray(meeting.id, [...ids]));
}

/** Values kept beside attendees: what somebody else had written for them. Returns the ids devices know. */
export async function deleteClashesOfAttendees(tx: Tx, attendeeIds: readonly string[]): Promise<string[]> {
  const gone: string[] = [];
  for (const id of attendeeIds) {
    const rows = await tx
      .delete(fieldConflict)
      .where(and(eq(fieldConflict.entity, 'meeting'), like(fieldConflict.field, `attendees.${id}%`)))
      .returning({ id: fieldConflict.id });
    gone.push(...rows.map((row) => row.id));
  }
  return gone;
}

/** Of mail that waits nothing is sent; of what was sent nobody's address is kept. */
export async function forgetMail(
  tx: Tx,
  networkId: string,
  emails: readonly string[],
  placeholder: string
): Promise<void> {
  if (!emails.length) return;
  const to = and(
    inArray(sql`lower(${mail.recipient})`, [...emails]),
    or(eq(mail.networkId, networkId), isNull(mail.networkId))
  );
  await tx.delete(mail).where(and(to, isNull(mail.sentAt)));
  await tx.update(mail).set({ recipient: placeholder, subject: placeholder, body: '' }).where(to);
}

/** Nobody joins by an invitation, or signs in by a code, whose address is taken out. */
export async function closeInvitations(tx: Tx, networkId: string, emails: readonly string[], now: Date): Promise<void> {
  if (!emails.length) return;
  const at = (column: typeof invitation.email | typeof signInCode.email) => inArray(sql`lower(${column})`, [...emails]);
  await tx
    .update(invitation)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitation.networkId, networkId),
        at(invitation.email),
        isNull(invitation.usedAt),
        isNull(invitation.revokedAt)
      )
    );
  await tx.delete(signInCode).where(at(signInCode.email));
}

/** Of these addresses and numbers, those that another contact of the network has as well: a switchboard, a shared mailbox. */
export async function sharedAddresses(
  db: Reader | Tx,
  networkId: string,
  ids: readonly string[],
  addresses: readonly string[]
): Promise<Set<string>> {
  const shared = new Set<string>();
  const notThese = sql`${contact.id} NOT IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  for (const address of addresses) {
    const [one] = await db
      .select({ id: contact.id })
      .from(contact)
      .where(
        and(
          eq(contact.networkId, networkId),
          notThese,
          or(sql`lower(${contact.email}) = ${address}`, eq(contact.phone, address))
        )
      )
      .limit(1);
    if (one) shared.add(address);
  }
  return shared;
}

export async function mailTo(db: Reader | Tx, emails: readonly string[]) {
  if (!emails.length) return [];
  return db
    .select({ subject: mail.subject, createdAt: mail.createdAt, sentAt: mail.sentAt })
    .from(mail)
    .where(inArray(sql`lower(${mail.recipient})`, [...emails]));
}

export async function deleteContacts(tx: Tx, ids: readonly string[]): Promise<void> {
  const among = [...ids];
  await tx.delete(contactMerge).where(or(inArray(contactMerge.keptId, among), inArray(contactMerge.goneId, among)));
  await tx.delete(contactCard).where(inArray(contactCard.contactId, among));
  await tx.delete(contact).where(inArray(contact.id, among));
}

/** Somebody who signs in with one of these addresses. */
export async function accountOf(db: Reader | Tx, emails: readonly string[]): Promise<string | null> {
  if (!emails.length) return null;
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(inArray(person.email, [...emails]));
  return rows[0]?.id ?? null;
}

/** Hashes of addresses in what was sent are no keyed ones: they go with their person. */
export async function forgetAddressHashes(tx: Tx, ids: readonly string[]): Promise<void> {
  const [known] = await tx.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM pragma_table_list WHERE name IN ('campaign_message', 'campaign_recipient')`
  );
  if (known?.n !== 2) return;
  await tx.run(
    sql`UPDATE campaign_message SET address_hash = NULL WHERE recipient_id IN
        (SELECT id FROM campaign_recipient WHERE contact_id IN (SELECT value FROM json_each(${JSON.stringify(ids)})))`
  );
}

export async function peopleIn(db: Reader | Tx, networkId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: membership.personId })
    .from(membership)
    .where(and(eq(membership.networkId, networkId), isNull(membership.endedAt)));
  return rows.map(({ id }) => id);
}

export async function allErasures(db: Reader | Tx): Promise<ErasureRow[]> {
  return db.select().from(erasure);
}
