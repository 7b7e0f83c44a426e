import { asc, eq, inArray, lt, lte } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { pushKey, pushSubscription, pushWaiting } from '../db/schema/notify';

export type SubscriptionRow = typeof pushSubscription.$inferSelect;
export type WaitingRow = typeof pushWaiting.$inferSelect;

const ONLY = 'vapid';

export async function findPrivateKey(db: Reader | Tx): Promise<string | undefined> {
  const [row] = await db.select().from(pushKey).where(eq(pushKey.id, ONLY));
  return row?.privateKey;
}

export async function insertPrivateKey(tx: Tx, privateKey: string, createdAt: Date): Promise<void> {
  await tx.insert(pushKey).values({ id: ONLY, privateKey, createdAt });
}

export async function findSubscription(db: Reader | Tx, id: string): Promise<SubscriptionRow | undefined> {
  const [row] = await db.select().from(pushSubscription).where(eq(pushSubscription.id, id));
  return row;
}

/** The newest last. */
export async function subscriptionsOf(db: Reader | Tx, personIds: string[]): Promise<SubscriptionRow[]> {
  if (!personIds.length) return [];
  return db
    .select()
    .from(pushSubscription)
    .where(inArray(pushSubscription.personId, personIds))
    .orderBy(asc(pushSubscription.createdAt), asc(pushSubscription.id));
}

/** A browser has one endpoint, whoever uses it: whoever turned notifications on last gets them. */
export async function putSubscription(tx: Tx, row: SubscriptionRow): Promise<void> {
  const { personId, device, createdAt } = row;
  await tx
    .insert(pushSubscription)
    .values(row)
    .onConflictDoUpdate({ target: pushSubscription.id, set: { personId, device, createdAt, failures: 0 } });
}

export async function updateSubscription(tx: Tx, id: string, values: Partial<SubscriptionRow>): Promise<void> {
  await tx.update(pushSubscription).set(values).where(eq(pushSubscription.id, id));
}

export async function deleteSubscription(tx: Tx, id: string): Promise<void> {
  await tx.delete(pushWaiting).where(eq(pushWaiting.subscriptionId, id));
  await tx.delete(pushSubscription).where(eq(pushSubscription.id, id));
}

export async function insertWaiting(tx: Tx, rows: WaitingRow[]): Promise<void> {
  if (rows.length) await tx.insert(pushWaiting).values(rows);
}

/** Those whose turn it is, oldest first, each with where it goes. */
export async function dueWaiting(
  db: Reader,
  now: Date,
  limit: number
): Promise<{ waiting: WaitingRow; subscription: SubscriptionRow }[]> {
  return db
    .select({ waiting: pushWaiting, subscription: pushSubscription })
    .from(pushWaiting)
    .innerJoin(pushSubscription, eq(pushSubscription.id, pushWaiting.subscriptionId))
    .where(lte(pushWaiting.nextAttemptAt, now))
    .orderBy(asc(pushWaiting.nextAttemptAt), asc(pushWaiting.id))
    .limit(limit);
}

export async function updateWaiting(tx: Tx, id: string, values: Partial<WaitingRow>): Promise<void> {
  await tx.update(pushWaiting).set(values).where(eq(pushWaiting.id, id));
}

export async function deleteWaiting(tx: Tx, id: string): Promise<void> {
  await tx.delete(pushWaiting).where(eq(pushWaiting.id, id));
}

export async function deleteWaitingBefore(tx: Tx, before: Date): Promise<void> {
  await tx.delete(pushWaiting).where(lt(pushWaiting.createdAt, before));
}
