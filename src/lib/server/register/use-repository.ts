import { and, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { assessment, wave } from '../db/schema/assessment';

/** These name a municipality without a foreign key. */
const NAMING: readonly Reference[] = [
  { table: 'membership', column: 'municipality_id' },
  { table: 'invitation', column: 'municipality_id' }
];
/** A waiting assessment is made by the program itself: whether one is used is asked of its dates. */
const OWN = ['assessment'];
const MANY = 1000;

interface Reference {
  table: string;
  column: string;
}

/** Every column that refers to a municipality, as the database has them: a table that is added later is found, too. */
async function references(db: Reader | Tx): Promise<Reference[]> {
  const found = await db.all<Reference>(
    sql`SELECT t.name AS "table", f."from" AS "column" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
        WHERE t.schema = 'main' AND t.type = 'table' AND f."table" = 'municipality'`
  );
  return [...NAMING, ...found.filter(({ table }) => !OWN.includes(table))];
}

/** Those of the municipalities that people's work refers to, or that a closed wave has counted: they stay. */
export async function municipalitiesInUse(db: Reader | Tx, ids: string[]): Promise<Set<string>> {
  const used = new Set<string>();
  const add = (rows: readonly { id: string }[]) => {
    for (const { id } of rows) used.add(id);
  };
  for (let i = 0; i < ids.length; i += MANY) {
    const closed = db.select({ id: wave.id }).from(wave).where(isNotNull(wave.closedAt));
    const counted = or(
      isNotNull(assessment.startedAt),
      isNotNull(assessment.submittedAt),
      inArray(assessment.waveId, closed)
    );
    add(
      await db
        .select({ id: assessment.municipalityId })
        .from(assessment)
        .where(and(inArray(assessment.municipalityId, ids.slice(i, i + MANY)), counted))
    );
  }
  if (!ids.length) return used;
  const among = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  for (const { table, column } of await references(db))
    add(
      await db.all<{ id: string }>(
        sql`SELECT DISTINCT ${sql.identifier(column)} AS id FROM ${sql.identifier(table)}
            WHERE ${sql.identifier(column)} IN ${among}`
      )
    );
  return used;
}

/** Takes the assessments nobody has started along with the municipalities they wait for; returns their ids. */
export async function deleteWaitingAssessments(
  tx: Tx,
  municipalityIds: string[]
): Promise<{ id: string; municipalityId: string }[]> {
  const deleted: { id: string; municipalityId: string }[] = [];
  for (let i = 0; i < municipalityIds.length; i += MANY) {
    const some = municipalityIds.slice(i, i + MANY);
    const closed = tx.select({ id: wave.id }).from(wave).where(isNotNull(wave.closedAt));
    const waiting = and(isNull(assessment.startedAt), notInArray(assessment.waveId, closed));
    const rows = await tx
      .delete(assessment)
      .where(and(inArray(assessment.municipalityId, some), waiting))
      .returning({ id: assessment.id, municipalityId: assessment.municipalityId });
    deleted.push(...rows);
  }
  return deleted;
}
