import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { mail } from '../db/schema/mail';

export type MailRow = typeof mail.$inferSelect;

export async function insertMail(tx: Tx, row: typeof mail.$inferInsert): Promise<void> {
  await tx.insert(mail).values(row);
}

export async function deleteMail(tx: Tx, id: string): Promise<void> {
  await tx.delete(mail).where(eq(mail.id, id));
}

export async function findMail(db: Reader | Tx, id: string): Promise<MailRow | undefined> {
  return (await db.select().from(mail).where(eq(mail.id, id)))[0];
}

/** Takes a mail out of the queue that nobody can have: it was never tried. Returns whether it did. */
export async function dropUntried(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx
    .delete(mail)
    .where(and(eq(mail.id, id), eq(mail.attempts, 0), isNull(mail.sentAt)))
    .returning({ id: mail.id });
  return gone.length > 0;
}

/** Mail whose turn it is, oldest first. */
export async function dueMail(db: Reader, now: Date, limit: number): Promise<MailRow[]> {
  return db
    .select()
    .from(mail)
    .where(and(isNull(mail.sentAt), isNull(mail.failedAt), lte(mail.nextAttemptAt, now)))
    .orderBy(asc(mail.nextAttemptAt), asc(mail.id))
    .limit(limit);
}

export async function updateMail(tx: Tx, id: string, values: Partial<MailRow>): Promise<void> {
  await tx.update(mail).set(values).where(eq(mail.id, id));
}

/** Waiting mail that is of no use any more. */
export async function expiredMail(db: Reader, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: mail.id })
    .from(mail)
    .where(and(isNull(mail.sentAt), isNull(mail.failedAt), isNotNull(mail.expiresAt), lt(mail.expiresAt, now)));
  return rows.map((row) => row.id);
}

export async function markMail(tx: Tx, ids: string[], values: Partial<MailRow>): Promise<void> {
  if (ids.length) await tx.update(mail).set(values).where(inArray(mail.id, ids));
}

/** Outgoing mail, newest first: of these networks, or all (`networkIds` null). */
export async function pageOfMail(
  db: Reader,
  networkIds: string[] | null,
  offset: number,
  limit: number
): Promise<{ rows: MailRow[]; total: number }> {
  const where: SQL | undefined = networkIds ? inArray(mail.networkId, networkIds) : undefined;
  const rows = await db
    .select()
    .from(mail)
    .where(where)
    .orderBy(desc(mail.createdAt), desc(sql`rowid`))
    .limit(limit)
    .offset(offset);
  const [counted] = await db.select({ n: count() }).from(mail).where(where);
  return { rows, total: counted?.n ?? 0 };
}
