import { and, asc, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { assessment, fileContent, wave } from '../db/schema/assessment';
import { person } from '../db/schema/identity';
import { pairing } from '../db/schema/mentoring';
import { pairingAgenda, pairingEvaluation, pairingFile, pairingVisit } from '../db/schema/pairing-life';
import { step } from '../db/schema/roadmap';

export type AgendaRow = typeof pairingAgenda.$inferSelect;
export type VisitRow = typeof pairingVisit.$inferSelect;
export type EvaluationRow = typeof pairingEvaluation.$inferSelect;
export type PairingFileRow = typeof pairingFile.$inferSelect;

/** What SQLite takes as parameters of one statement is limited. */
const AT_ONCE = 500;
async function inParts<T>(ids: readonly string[], read: (part: string[]) => Promise<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (let i = 0; i < ids.length; i += AT_ONCE) rows.push(...(await read(ids.slice(i, i + AT_ONCE))));
  return rows;
}

export function agendaEntriesOf(db: Reader | Tx, pairingIds: readonly string[]): Promise<AgendaRow[]> {
  return inParts(pairingIds, (ids) =>
    db.select().from(pairingAgenda).where(inArray(pairingAgenda.pairingId, ids)).orderBy(asc(pairingAgenda.id))
  );
}

export async function findAgendaEntry(db: Reader | Tx, pairingId: string, id: string): Promise<AgendaRow | undefined> {
  const about = and(eq(pairingAgenda.pairingId, pairingId), eq(pairingAgenda.id, id));
  return (await db.select().from(pairingAgenda).where(about))[0];
}

export async function countAgenda(db: Reader | Tx, pairingId: string): Promise<number> {
  return db.$count(pairingAgenda, eq(pairingAgenda.pairingId, pairingId));
}

export async function writeAgendaEntry(tx: Tx, row: AgendaRow): Promise<void> {
  await tx
    .insert(pairingAgenda)
    .values(row)
    .onConflictDoUpdate({ target: [pairingAgenda.pairingId, pairingAgenda.id], set: row });
}

export function visitsOf(db: Reader | Tx, pairingIds: readonly string[]): Promise<VisitRow[]> {
  return inParts(pairingIds, (ids) =>
    db
      .select()
      .from(pairingVisit)
      .where(inArray(pairingVisit.pairingId, ids))
      .orderBy(asc(pairingVisit.on), asc(pairingVisit.id))
  );
}

export async function findVisit(db: Reader | Tx, id: string): Promise<VisitRow | undefined> {
  return (await db.select().from(pairingVisit).where(eq(pairingVisit.id, id)))[0];
}

export async function countVisits(db: Reader | Tx, pairingId: string): Promise<number> {
  return db.$count(pairingVisit, eq(pairingVisit.pairingId, pairingId));
}

export async function writeVisit(tx: Tx, row: VisitRow): Promise<void> {
  await tx.insert(pairingVisit).values(row).onConflictDoUpdate({ target: pairingVisit.id, set: row });
}

/** Visits of the running pairings of these municipalities that were not cancelled, with both sides. */
export async function visitsOfMunicipalities(db: Reader | Tx, municipalityIds: readonly string[]) {
  const ids = [...municipalityIds, ''];
  return db
    .select({ visit: pairingVisit, menteeId: pairing.menteeId, mentorId: pairing.mentorId })
    .from(pairingVisit)
    .innerJoin(pairing, eq(pairing.id, pairingVisit.pairingId))
    .where(and(ne(pairingVisit.state, 'cancelled'), or(inArray(pairing.menteeId, ids), inArray(pairing.mentorId, ids))))
    .orderBy(asc(pairingVisit.on), asc(pairingVisit.id));
}

export function evaluationsOf(db: Reader | Tx, pairingIds: readonly string[]): Promise<EvaluationRow[]> {
  return inParts(pairingIds, (ids) =>
    db
      .select()
      .from(pairingEvaluation)
      .where(inArray(pairingEvaluation.pairingId, ids))
      .orderBy(asc(pairingEvaluation.side))
  );
}

export async function writeEvaluation(tx: Tx, row: EvaluationRow): Promise<void> {
  await tx
    .insert(pairingEvaluation)
    .values(row)
    .onConflictDoUpdate({ target: [pairingEvaluation.pairingId, pairingEvaluation.side], set: row });
}

/** Those not taken away, the oldest first, with who added them. */
export function pairingFilesOf(db: Reader | Tx, pairingIds: readonly string[]) {
  return inParts(pairingIds, (ids) =>
    db
      .select({ file: pairingFile, addedByName: person.name })
      .from(pairingFile)
      .leftJoin(person, eq(person.id, pairingFile.addedBy))
      .where(and(inArray(pairingFile.pairingId, ids), isNull(pairingFile.removedAt)))
      .orderBy(asc(pairingFile.addedAt), asc(pairingFile.id))
  );
}

export async function findPairingFile(db: Reader | Tx, id: string): Promise<PairingFileRow | undefined> {
  return (await db.select().from(pairingFile).where(eq(pairingFile.id, id)))[0];
}

/** Bytes in a pairing's files: those that stand, and all of them with those taken away and not yet deleted. */
export async function bytesOfPairing(db: Reader | Tx, pairingId: string): Promise<{ standing: number; all: number }> {
  const [row] = await db
    .select({
      standing: sql<number>`coalesce(sum(${pairingFile.size}) filter (where ${pairingFile.removedAt} is null), 0)`,
      all: sql<number>`coalesce(sum(${pairingFile.size}), 0)`
    })
    .from(pairingFile)
    .where(eq(pairingFile.pairingId, pairingId));
  return { standing: Number(row?.standing ?? 0), all: Number(row?.all ?? 0) };
}

/** A file and its bytes, together; bytes that are there already are not kept twice. */
export async function insertPairingFile(tx: Tx, row: PairingFileRow, bytes: Uint8Array): Promise<void> {
  await tx
    .insert(fileContent)
    .values({ sha256: row.sha256, bytes: Buffer.from(bytes), createdAt: row.addedAt })
    .onConflictDoNothing();
  await tx.insert(pairingFile).values(row);
}

export async function updatePairingFile(tx: Tx, id: string, values: Partial<PairingFileRow>): Promise<void> {
  await tx.update(pairingFile).set(values).where(eq(pairingFile.id, id));
}

/** Taken away before a day; their bytes go with the evidence's (`deleteRemovedFiles`), which comes after. */
export async function deleteRemovedPairingFiles(tx: Tx, before: Date): Promise<void> {
  await tx.delete(pairingFile).where(lt(pairingFile.removedAt, before));
}

/** How far the plans of these mentees say the goals of their pairings are, by `municipality/criterion`. */
export async function goalStatesOf(
  db: Reader | Tx,
  pairings: readonly { menteeId: string; goals: string[] }[]
): Promise<Map<string, 'planned' | 'done' | 'dropped'>> {
  const wanted = new Set(pairings.flatMap(({ menteeId, goals }) => goals.map((goal) => `${menteeId}/${goal}`)));
  const places = [...new Set(pairings.map(({ menteeId }) => menteeId))];
  const rows = await inParts(places, (ids) => db.select().from(step).where(inArray(step.municipalityId, ids)));
  return new Map(
    rows
      .map(({ municipalityId, criterionId, status }) => [`${municipalityId}/${criterionId}`, status] as const)
      .filter(([key]) => wanted.has(key))
  );
}

/** Running pairings of which this step is a goal. */
export async function pairingsWithGoal(db: Reader | Tx, menteeId: string, criterionId: string) {
  const rows = await db
    .select()
    .from(pairing)
    .where(and(eq(pairing.menteeId, menteeId), eq(pairing.status, 'active')));
  return rows.filter(({ goals }) => goals.includes(criterionId));
}

/** The assessment a municipality submitted last, with the model it was answered on. */
export async function lastSubmitted(db: Reader | Tx, municipalityId: string) {
  const [row] = await db
    .select({
      id: assessment.id,
      submittedAt: assessment.submittedAt,
      modelId: wave.modelId,
      modelVersion: wave.modelVersion
    })
    .from(assessment)
    .innerJoin(wave, eq(wave.id, assessment.waveId))
    .where(and(eq(assessment.municipalityId, municipalityId), sql`${assessment.submittedAt} is not null`))
    .orderBy(sql`${assessment.submittedAt} desc`)
    .limit(1);
  return row;
}
