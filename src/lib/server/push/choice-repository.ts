import { eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { notifyChoice } from '../db/schema/notify';

export type ChoiceRow = typeof notifyChoice.$inferSelect;
export type PushAbout = NonNullable<ChoiceRow['lastAbout']>;

export async function choicesOf(db: Reader | Tx, personIds: string[]): Promise<Map<string, ChoiceRow>> {
  if (!personIds.length) return new Map();
  const rows = await db.select().from(notifyChoice).where(inArray(notifyChoice.personId, personIds));
  return new Map(rows.map((row) => [row.personId, row]));
}

/** What is not given stays as it was; at first: no notifications, mail about silent devices. */
export async function putChoice(tx: Tx, personId: string, at: Date, change: Partial<ChoiceRow>): Promise<void> {
  await tx
    .insert(notifyChoice)
    .values({ push: false, silence: true, ...change, personId, updatedAt: at })
    .onConflictDoUpdate({ target: notifyChoice.personId, set: { ...change, updatedAt: at } });
}

export async function findChoice(db: Reader | Tx, personId: string): Promise<ChoiceRow | undefined> {
  const [row] = await db.select().from(notifyChoice).where(eq(notifyChoice.personId, personId));
  return row;
}
