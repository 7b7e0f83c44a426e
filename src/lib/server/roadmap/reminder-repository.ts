import { eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { reminderOptOut } from '../db/schema/roadmap';

/** Those of these people who want no reminders. */
export async function optedOut(db: Reader | Tx, personIds: string[]): Promise<Set<string>> {
  if (!personIds.length) return new Set();
  const rows = await db.select().from(reminderOptOut).where(inArray(reminderOptOut.personId, personIds));
  return new Set(rows.map((row) => row.personId));
}

export async function setOptOut(tx: Tx, personId: string, out: boolean, at: Date): Promise<void> {
  if (out) await tx.insert(reminderOptOut).values({ personId, createdAt: at }).onConflictDoNothing();
  else await tx.delete(reminderOptOut).where(eq(reminderOptOut.personId, personId));
}
