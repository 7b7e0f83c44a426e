import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { network } from '../db/schema/identity';
import { publicPage } from '../db/schema/public-side';

export type PublicPageRow = typeof publicPage.$inferSelect;
export type NetworkRow = typeof network.$inferSelect;

export async function findPage(db: Reader | Tx, networkId: string): Promise<PublicPageRow | undefined> {
  return (await db.select().from(publicPage).where(eq(publicPage.networkId, networkId)))[0];
}

/** A page by the end of its address, with its network. */
export async function findPageBySlug(
  db: Reader | Tx,
  slug: string
): Promise<{ page: PublicPageRow; network: NetworkRow } | undefined> {
  const [row] = await db
    .select({ page: publicPage, network })
    .from(publicPage)
    .innerJoin(network, eq(network.id, publicPage.networkId))
    .where(eq(publicPage.slug, slug));
  return row;
}

/** Networks whose page is on, by name. */
export async function listShownPages(db: Reader | Tx): Promise<{ slug: string; name: string }[]> {
  const rows = await db
    .select({ slug: publicPage.slug, name: network.name })
    .from(publicPage)
    .innerJoin(network, eq(network.id, publicPage.networkId))
    .where(and(eq(publicPage.pageOn, true), isNotNull(publicPage.slug)))
    .orderBy(asc(network.name));
  return rows.map(({ slug, name }) => ({ slug: slug!, name }));
}

export async function writePage(tx: Tx, row: PublicPageRow): Promise<void> {
  await tx.insert(publicPage).values(row).onConflictDoUpdate({ target: publicPage.networkId, set: row });
}
