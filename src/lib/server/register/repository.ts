import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { municipality } from '../db/schema/register';

export type MunicipalityRow = typeof municipality.$inferSelect;

export async function findMunicipality(db: Reader | Tx, id: string): Promise<MunicipalityRow | undefined> {
  return (await db.select().from(municipality).where(eq(municipality.id, id)))[0];
}

export async function findMunicipalityByCode(db: Reader | Tx, networkId: string, code: string): Promise<MunicipalityRow | undefined> {
  const rows = await db
    .select()
    .from(municipality)
    .where(and(eq(municipality.networkId, networkId), eq(municipality.code, code), isNull(municipality.validTo)));
  return rows[0];
}

/** Municipalities by network or by id; those no longer valid only when asked for. */
export async function listMunicipalities(
  db: Reader | Tx,
  filter: { networkId?: string; ids?: string[]; ended?: boolean }
): Promise<MunicipalityRow[]> {
  if (filter.ids && !filter.ids.length) return [];
  const conditions: SQL[] = [];
  if (filter.networkId) conditions.push(eq(municipality.networkId, filter.networkId));
  if (filter.ids) conditions.push(inArray(municipality.id, filter.ids));
  if (!filter.ended && !filter.ids) conditions.push(isNull(municipality.validTo));
  return db.select().from(municipality).where(and(...conditions)).orderBy(asc(municipality.code));
}
