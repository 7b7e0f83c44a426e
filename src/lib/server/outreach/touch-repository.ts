import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { contact } from '../db/schema/contacts';

/**
 * Contacts one agreed to stay in touch with, each with the day of the last meeting.
 *
 * @param who whoever wrote them down; empty: everybody
 */
export async function contactsInTouch(db: Reader, networkId: string, who: string) {
  const { id, stayInTouchDays, optedOutOn, optOutScope, createdAt } = contact;
  const lastMet = sql<string | null>`(
    SELECT max(m.held_on) FROM meeting_attendee a CROSS JOIN meeting m ON m.id = a.meeting_id
    WHERE a.contact_id = ${contact}.id)`;
  return db
    .select({ id, stayInTouchDays, optedOutOn, optOutScope, createdAt, lastMet })
    .from(contact)
    .where(
      and(
        eq(contact.networkId, networkId),
        sql`${stayInTouchDays} > 0`,
        isNull(contact.removedAt),
        who ? eq(contact.createdBy, who) : undefined
      )
    );
}
