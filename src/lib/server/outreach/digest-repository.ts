import { and, asc, count, eq, inArray, isNotNull, isNull, max } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { contact } from '../db/schema/contacts';
import { barrierCorrection, followUpDigest } from '../db/schema/ledger';
import { attendee, followUp, meeting } from '../db/schema/outreach';

/** Open promises of a network. */
export async function openPromises(db: Reader | Tx, networkId: string) {
  return db
    .select()
    .from(followUp)
    .where(and(eq(followUp.networkId, networkId), isNull(followUp.doneAt)))
    .orderBy(asc(followUp.due), asc(followUp.id));
}

/** Contacts somebody wants to stay in touch with, and when each was met last. */
export async function keptInTouch(db: Reader | Tx, networkId: string) {
  const rows = await db
    .select()
    .from(contact)
    .where(and(eq(contact.networkId, networkId), isNotNull(contact.stayInTouchDays), isNull(contact.removedAt)));
  const lasts = rows.length
    ? await db
        .select({ contactId: attendee.contactId, last: max(meeting.heldOn) })
        .from(attendee)
        .innerJoin(meeting, eq(meeting.id, attendee.meetingId))
        .where(and(eq(meeting.networkId, networkId), isNotNull(attendee.contactId)))
        .groupBy(attendee.contactId)
    : [];
  const lastOf = new Map(lasts.map(({ contactId, last }) => [contactId, last]));
  return rows.map((row) => ({ ...row, last: lastOf.get(row.id) ?? null }));
}

export async function waitingCorrections(db: Reader | Tx, networkId: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(barrierCorrection)
    .where(and(eq(barrierCorrection.networkId, networkId), isNull(barrierCorrection.settledAt)));
  return row?.n ?? 0;
}

/** Those of these people who have had the week's mail, or had nothing to be told. */
export async function digested(db: Reader | Tx, networkId: string, week: string, ids: string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await db
    .select({ id: followUpDigest.personId })
    .from(followUpDigest)
    .where(
      and(eq(followUpDigest.networkId, networkId), eq(followUpDigest.week, week), inArray(followUpDigest.personId, ids))
    );
  return new Set(rows.map(({ id }) => id));
}

export async function markDigested(tx: Tx, row: typeof followUpDigest.$inferInsert): Promise<void> {
  await tx.insert(followUpDigest).values(row).onConflictDoNothing();
}
