import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { edition } from '../db/schema/reporting';
import { network } from '../db/schema/identity';

export type EditionRow = typeof edition.$inferSelect;

export async function insertEdition(tx: Tx, row: EditionRow): Promise<void> {
  await tx.insert(edition).values(row);
}

/** Numbers are given to what is published; until then an edition has the one it would get. */
export async function nextNumber(db: Reader | Tx, networkId: string): Promise<number> {
  const [row] = await db
    .select({ last: sql<number>`coalesce(max(${edition.number}), 0)` })
    .from(edition)
    .where(and(eq(edition.networkId, networkId), isNotNull(edition.publishedAt)));
  return Number(row?.last ?? 0) + 1;
}

/** Of a wave, the oldest first. */
export async function publishedOfWave(db: Reader | Tx, waveId: string): Promise<EditionRow[]> {
  return db
    .select()
    .from(edition)
    .where(and(eq(edition.waveId, waveId), isNotNull(edition.publishedAt)))
    .orderBy(asc(edition.publishedAt), asc(edition.number));
}

export async function findEdition(db: Reader | Tx, id: string): Promise<EditionRow | undefined> {
  return (await db.select().from(edition).where(eq(edition.id, id)))[0];
}

/** Published editions, newest first; with the network's name, without the documents. */
export async function listPublishedEditions(db: Reader | Tx, networkId?: string) {
  return db
    .select({
      id: edition.id,
      number: edition.number,
      publishedAt: edition.publishedAt,
      waveId: edition.waveId,
      network: network.name,
      demo: network.demo
    })
    .from(edition)
    .innerJoin(network, eq(network.id, edition.networkId))
    .where(
      networkId ? and(isNotNull(edition.publishedAt), eq(edition.networkId, networkId)) : isNotNull(edition.publishedAt)
    )
    .orderBy(asc(network.name), desc(edition.number));
}

/** Everything published on this server. */
export async function publishedEditionRows(db: Reader | Tx): Promise<EditionRow[]> {
  return db.select().from(edition).where(isNotNull(edition.publishedAt));
}
