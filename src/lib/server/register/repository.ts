import { and, asc, eq, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { keptQuery } from '../db/kept-query';
import { municipality, succession } from '../db/schema/register';

export type MunicipalityRow = typeof municipality.$inferSelect;

export async function findMunicipality(db: Reader | Tx, id: string): Promise<MunicipalityRow | undefined> {
  return (await db.select().from(municipality).where(eq(municipality.id, id)))[0];
}

export async function findMunicipalityByCode(
  db: Reader | Tx,
  networkId: string,
  code: string
): Promise<MunicipalityRow | undefined> {
  const rows = await db
    .select()
    .from(municipality)
    .where(and(eq(municipality.networkId, networkId), eq(municipality.code, code), isNull(municipality.validTo)));
  return rows[0];
}

/** Valid on an ISO date: both ends of the period belong to it. */
export function validOn(day: string): SQL | undefined {
  return and(
    or(isNull(municipality.validFrom), lte(municipality.validFrom, day)),
    or(isNull(municipality.validTo), gte(municipality.validTo, day))
  );
}

const municipalitiesById = keptQuery((db) =>
  db
    .select()
    .from(municipality)
    .where(sql`${municipality.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .orderBy(asc(municipality.code))
);

/** Municipalities by id, or those of a network that are valid on a day (`any`: whenever they were or will be), by code. */
export async function listMunicipalities(
  db: Reader | Tx,
  filter: { ids: readonly string[] } | { networkId: string; on: string | 'any' }
): Promise<MunicipalityRow[]> {
  if ('ids' in filter) {
    if (!filter.ids.length) return [];
    return municipalitiesById(db, { ids: JSON.stringify(filter.ids) });
  }
  const { networkId, on } = filter;
  return db
    .select()
    .from(municipality)
    .where(and(eq(municipality.networkId, networkId), on === 'any' ? undefined : validOn(on)))
    .orderBy(asc(municipality.code));
}

export type SuccessionRow = typeof succession.$inferSelect;

/** Who came before and after a municipality. */
export async function successionsOf(db: Reader | Tx, municipalityId: string): Promise<SuccessionRow[]> {
  return db
    .select()
    .from(succession)
    .where(or(eq(succession.predecessorId, municipalityId), eq(succession.successorId, municipalityId)))
    .orderBy(asc(succession.date));
}

export async function insertSuccession(tx: Tx, row: SuccessionRow): Promise<void> {
  await tx
    .insert(succession)
    .values(row)
    .onConflictDoUpdate({ target: [succession.predecessorId, succession.successorId], set: { date: row.date } });
}

export async function insertMunicipalities(tx: Tx, rows: (typeof municipality.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000) await tx.insert(municipality).values(rows.slice(i, i + 1000));
}

export async function updateMunicipality(
  tx: Tx,
  id: string,
  values: Partial<typeof municipality.$inferInsert>
): Promise<void> {
  await tx.update(municipality).set(values).where(eq(municipality.id, id));
}

export async function deleteMunicipalities(tx: Tx, ids: string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += 1000)
    await tx.delete(municipality).where(inArray(municipality.id, ids.slice(i, i + 1000)));
}
