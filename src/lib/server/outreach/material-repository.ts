import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { material, materialContent, materialDownload, materialVersion } from '../db/schema/public-side';

export type MaterialRow = typeof material.$inferSelect;
export type MaterialVersionRow = typeof materialVersion.$inferSelect;

export async function findMaterial(db: Reader | Tx, id: string): Promise<MaterialRow | undefined> {
  return (await db.select().from(material).where(eq(material.id, id)))[0];
}

/** The network's materials with their versions, the newest version first; withdrawn ones where asked for. */
export async function materialsOf(db: Reader | Tx, networkId: string, withdrawn: boolean) {
  const rows = await db
    .select()
    .from(material)
    .where(and(eq(material.networkId, networkId), withdrawn ? undefined : isNull(material.withdrawnAt)))
    .orderBy(asc(material.createdAt), asc(material.id));
  const versions = await db
    .select({ version: materialVersion })
    .from(materialVersion)
    .innerJoin(material, eq(material.id, materialVersion.materialId))
    .where(eq(material.networkId, networkId))
    .orderBy(desc(materialVersion.number));
  return rows.map((row) => ({
    ...row,
    versions: versions.map(({ version }) => version).filter(({ materialId }) => materialId === row.id)
  }));
}

export async function versionsOf(db: Reader | Tx, materialId: string): Promise<MaterialVersionRow[]> {
  return db
    .select()
    .from(materialVersion)
    .where(eq(materialVersion.materialId, materialId))
    .orderBy(desc(materialVersion.number));
}

export async function readMaterialBytes(
  db: Reader | Tx,
  materialId: string,
  number: number
): Promise<Uint8Array | undefined> {
  const [row] = await db
    .select({ bytes: materialContent.bytes })
    .from(materialContent)
    .where(and(eq(materialContent.materialId, materialId), eq(materialContent.number, number)));
  return row?.bytes;
}

export async function writeMaterial(tx: Tx, row: MaterialRow): Promise<void> {
  await tx.insert(material).values(row).onConflictDoUpdate({ target: material.id, set: row });
}

export async function insertVersion(tx: Tx, row: MaterialVersionRow, bytes: Uint8Array): Promise<void> {
  await tx.insert(materialVersion).values(row);
  const { materialId, number } = row;
  await tx.insert(materialContent).values({ materialId, number, bytes: Buffer.from(bytes) });
}

/** Bytes of everything the network has handed out, older versions included. */
export async function libraryBytes(db: Reader | Tx, networkId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<number>`coalesce(sum(${materialVersion.size}), 0)` })
    .from(materialVersion)
    .innerJoin(material, eq(material.id, materialVersion.materialId))
    .where(eq(material.networkId, networkId));
  return Number(row?.bytes ?? 0);
}

export async function countDownload(tx: Tx, materialId: string, number: number, day: string): Promise<void> {
  await tx
    .insert(materialDownload)
    .values({ materialId, number, day, count: 1 })
    .onConflictDoUpdate({
      target: [materialDownload.materialId, materialDownload.number, materialDownload.day],
      set: { count: sql`${materialDownload.count} + 1` }
    });
}

/** Downloads of each material since a day, and ever. */
export async function downloadsOf(
  db: Reader | Tx,
  networkId: string,
  since: string
): Promise<Map<string, { ever: number; lately: number }>> {
  const rows = await db
    .select({
      id: materialDownload.materialId,
      ever: sql<number>`sum(${materialDownload.count})`,
      lately: sql<number>`coalesce(sum(${materialDownload.count}) filter (where ${materialDownload.day} >= ${since}), 0)`
    })
    .from(materialDownload)
    .innerJoin(material, eq(material.id, materialDownload.materialId))
    .where(eq(material.networkId, networkId))
    .groupBy(materialDownload.materialId);
  return new Map(rows.map(({ id, ever, lately }) => [id, { ever: Number(ever), lately: Number(lately) }]));
}
