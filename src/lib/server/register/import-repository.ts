import type { RememberedMapping } from '$lib/domain/register/remember-mapping';
import { and, count, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { registerImport, registerImportChange, registerMapping } from '../db/schema/register';

export type ImportRow = typeof registerImport.$inferSelect;
export type ImportChangeRow = typeof registerImportChange.$inferSelect;

export async function listImports(db: Reader | Tx, networkId: string): Promise<ImportRow[]> {
  return db
    .select()
    .from(registerImport)
    .where(eq(registerImport.networkId, networkId))
    .orderBy(desc(registerImport.id));
}

export async function findImport(db: Reader | Tx, id: string): Promise<ImportRow | undefined> {
  return (await db.select().from(registerImport).where(eq(registerImport.id, id)))[0];
}

/** How many imports came after and still stand: imports are undone in the reverse of their order. */
export async function countNewerImports(db: Reader | Tx, row: ImportRow): Promise<number> {
  // ids are UUIDv7 and sort by time
  const newer = and(
    eq(registerImport.networkId, row.networkId),
    isNull(registerImport.undoneAt),
    gt(registerImport.id, row.id)
  );
  const [found] = await db.select({ n: count() }).from(registerImport).where(newer);
  return found?.n ?? 0;
}

export async function insertImport(tx: Tx, row: ImportRow, changes: ImportChangeRow[]): Promise<void> {
  await tx.insert(registerImport).values(row);
  for (let i = 0; i < changes.length; i += 1000)
    await tx.insert(registerImportChange).values(changes.slice(i, i + 1000));
}

export async function changesOfImport(db: Reader | Tx, importId: string): Promise<ImportChangeRow[]> {
  return db.select().from(registerImportChange).where(eq(registerImportChange.importId, importId));
}

export async function markUndone(tx: Tx, importId: string, undoneAt: Date): Promise<void> {
  await tx.update(registerImport).set({ undoneAt }).where(eq(registerImport.id, importId));
}

export interface KeptMapping {
  /** The headers of the file it was used for. */
  headers: string[];
  mapping: RememberedMapping;
}

/** The newest first. */
export async function rememberedMappings(db: Reader | Tx, networkId: string): Promise<KeptMapping[]> {
  const rows = await db
    .select()
    .from(registerMapping)
    .where(eq(registerMapping.networkId, networkId))
    .orderBy(desc(registerMapping.updatedAt));
  return rows.map(({ signature, mapping }) => ({ headers: signature.split('\n'), mapping }));
}

export async function keepMapping(
  tx: Tx,
  networkId: string,
  { headers, mapping }: KeptMapping,
  updatedAt: Date
): Promise<void> {
  await tx
    .insert(registerMapping)
    .values({ networkId, signature: headers.join('\n'), mapping, updatedAt })
    .onConflictDoUpdate({
      target: [registerMapping.networkId, registerMapping.signature],
      set: { mapping, updatedAt }
    });
}

/** Forgets the mapping an import was read by, when that import is taken back: it may well have been the mistake. */
export async function forgetMapping(tx: Tx, networkId: string, usedAt: Date): Promise<void> {
  await tx
    .delete(registerMapping)
    .where(and(eq(registerMapping.networkId, networkId), eq(registerMapping.updatedAt, usedAt)));
}
