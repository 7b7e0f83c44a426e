import type { RememberedMapping } from '$lib/domain/register/remember-mapping';
import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { assessment } from '../db/schema/assessment';
import { membership } from '../db/schema/identity';
import { meetingMunicipality } from '../db/schema/outreach';
import { municipality, registerImport, registerImportChange, registerMapping, succession } from '../db/schema/register';

export type ImportRow = typeof registerImport.$inferSelect;
export type ImportChangeRow = typeof registerImportChange.$inferSelect;

export async function listImports(db: Reader | Tx, networkId: string): Promise<ImportRow[]> {
  return db.select().from(registerImport).where(eq(registerImport.networkId, networkId)).orderBy(desc(registerImport.createdAt));
}

export async function findImport(db: Reader | Tx, id: string): Promise<ImportRow | undefined> {
  return (await db.select().from(registerImport).where(eq(registerImport.id, id)))[0];
}

/** Whether another import came after: imports are undone in the reverse of their order. */
export async function newerImports(db: Reader | Tx, row: ImportRow): Promise<number> {
  const rows = await db
    .select({ id: registerImport.id, createdAt: registerImport.createdAt })
    .from(registerImport)
    .where(and(eq(registerImport.networkId, row.networkId), isNull(registerImport.undoneAt)));
  return rows.filter((other) => other.id !== row.id && other.id > row.id).length;
}

export async function insertImport(tx: Tx, row: ImportRow, changes: ImportChangeRow[]): Promise<void> {
  await tx.insert(registerImport).values(row);
  for (let i = 0; i < changes.length; i += 1000) await tx.insert(registerImportChange).values(changes.slice(i, i + 1000));
}

export async function changesOfImport(db: Reader | Tx, importId: string): Promise<ImportChangeRow[]> {
  return db.select().from(registerImportChange).where(eq(registerImportChange.importId, importId));
}

export async function markUndone(tx: Tx, importId: string, undoneAt: Date): Promise<void> {
  await tx.update(registerImport).set({ undoneAt }).where(eq(registerImport.id, importId));
}

export async function insertMunicipalities(tx: Tx, rows: (typeof municipality.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000) await tx.insert(municipality).values(rows.slice(i, i + 1000));
}

export async function updateMunicipality(tx: Tx, id: string, values: Partial<typeof municipality.$inferInsert>): Promise<void> {
  await tx.update(municipality).set(values).where(eq(municipality.id, id));
}

export async function deleteMunicipality(tx: Tx, id: string): Promise<void> {
  await tx.delete(municipality).where(eq(municipality.id, id));
}

/** Assessments nobody has started, made because a wave was open: they go with the municipality. */
export async function deleteUntouchedAssessments(tx: Tx, municipalityIds: string[]): Promise<void> {
  for (let i = 0; i < municipalityIds.length; i += 500) {
    const some = municipalityIds.slice(i, i + 500);
    await tx.delete(assessment).where(and(inArray(assessment.municipalityId, some), isNull(assessment.startedAt)));
  }
}

/** Those of the municipalities that anything else refers to: they cannot be taken away any more. */
export async function municipalitiesInUse(db: Reader | Tx, ids: string[]): Promise<Set<string>> {
  const used = new Set<string>();
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500);
    const lists = await Promise.all([
      db.select({ id: assessment.municipalityId }).from(assessment).where(inArray(assessment.municipalityId, some)),
      db.select({ id: membership.municipalityId }).from(membership).where(inArray(membership.municipalityId, some)),
      db.select({ id: meetingMunicipality.municipalityId }).from(meetingMunicipality).where(inArray(meetingMunicipality.municipalityId, some)),
      db.select({ id: succession.predecessorId }).from(succession).where(inArray(succession.predecessorId, some)),
      db.select({ id: succession.successorId }).from(succession).where(inArray(succession.successorId, some))
    ]);
    for (const { id } of lists.flat()) if (id) used.add(id);
  }
  return used;
}

export async function rememberedMappings(db: Reader | Tx, networkId: string): Promise<RememberedMapping[]> {
  const rows = await db.select().from(registerMapping).where(eq(registerMapping.networkId, networkId)).orderBy(desc(registerMapping.updatedAt));
  return rows.map((row) => row.mapping);
}

export async function keepMapping(tx: Tx, networkId: string, mapping: RememberedMapping, updatedAt: Date): Promise<void> {
  const signature = Object.values(mapping).sort().join(' | ');
  await tx
    .insert(registerMapping)
    .values({ networkId, signature, mapping, updatedAt })
    .onConflictDoUpdate({ target: [registerMapping.networkId, registerMapping.signature], set: { mapping, updatedAt } });
}

export async function insertSuccession(tx: Tx, row: typeof succession.$inferInsert): Promise<void> {
  await tx.insert(succession).values(row);
}

export async function successionsOf(db: Reader | Tx, networkId: string) {
  return db
    .select({ predecessorId: succession.predecessorId, successorId: succession.successorId, date: succession.date })
    .from(succession)
    .innerJoin(municipality, eq(municipality.id, succession.predecessorId))
    .where(eq(municipality.networkId, networkId));
}

export async function countMunicipalities(db: Reader | Tx, networkId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(municipality).where(and(eq(municipality.networkId, networkId), isNull(municipality.validTo)));
  return row?.n ?? 0;
}
