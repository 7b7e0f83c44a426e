import { eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { accessLink } from '../db/schema/assessment';

export type AccessLinkRow = typeof accessLink.$inferSelect;

export async function linksOf(db: Reader | Tx, municipalityIds: string[]): Promise<AccessLinkRow[]> {
  return municipalityIds.length
    ? db.select().from(accessLink).where(inArray(accessLink.municipalityId, municipalityIds))
    : [];
}

export async function findLink(db: Reader | Tx, id: string): Promise<AccessLinkRow | undefined> {
  return (await db.select().from(accessLink).where(eq(accessLink.id, id)))[0];
}

export async function findLinkByToken(db: Reader | Tx, tokenHash: string): Promise<AccessLinkRow | undefined> {
  return (await db.select().from(accessLink).where(eq(accessLink.tokenHash, tokenHash)))[0];
}

export async function insertLink(tx: Tx, row: typeof accessLink.$inferInsert): Promise<void> {
  await tx.insert(accessLink).values(row);
}

export async function updateLink(tx: Tx, id: string, values: Partial<AccessLinkRow>): Promise<void> {
  await tx.update(accessLink).set(values).where(eq(accessLink.id, id));
}
