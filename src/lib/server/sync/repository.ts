import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { changeFeed, syncCommand } from '../db/schema/sync';

export type CommandRow = typeof syncCommand.$inferSelect;

export async function findCommand(db: Reader | Tx, id: string): Promise<CommandRow | undefined> {
  return (await db.select().from(syncCommand).where(eq(syncCommand.id, id)))[0];
}

/** Which of these the person has had carried out. */
export async function knownCommands(db: Reader | Tx, personId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: syncCommand.id })
    .from(syncCommand)
    .where(and(eq(syncCommand.personId, personId), inArray(syncCommand.id, [...ids])));
  return new Set(rows.map(({ id }) => id));
}

export async function insertCommand(tx: Tx, row: CommandRow): Promise<void> {
  await tx.insert(syncCommand).values(row);
}

export async function deleteCommand(tx: Tx, id: string): Promise<void> {
  await tx.delete(syncCommand).where(eq(syncCommand.id, id));
}

export async function latestCursor(db: Reader | Tx, networkId: string): Promise<number> {
  const rows = await db
    .select({ cursor: changeFeed.cursor })
    .from(changeFeed)
    .where(eq(changeFeed.networkId, networkId))
    .orderBy(desc(changeFeed.cursor))
    .limit(1);
  return rows[0]?.cursor ?? 0;
}

export async function changesSince(db: Reader | Tx, networkId: string, cursor: number, limit: number) {
  return db
    .select()
    .from(changeFeed)
    .where(and(eq(changeFeed.networkId, networkId), gt(changeFeed.cursor, cursor)))
    .orderBy(asc(changeFeed.cursor))
    .limit(limit);
}
