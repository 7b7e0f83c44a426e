import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { meetingThanks } from '../db/schema/meeting-thanks';

/** Contacts that were thanked for a meeting. */
export async function thankedFor(db: Reader | Tx, meetingId: string): Promise<Set<string>> {
  const rows = await db.select().from(meetingThanks).where(eq(meetingThanks.meetingId, meetingId));
  return new Set(rows.flatMap(({ contactId }) => contactId ?? []));
}

export async function insertThanks(tx: Tx, row: typeof meetingThanks.$inferInsert): Promise<void> {
  await tx.insert(meetingThanks).values(row);
}
