import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { CorrectionNote, EditionPart } from '$lib/domain/reporting/edition';
import type { Reader, Tx } from '../db/client';
import { editionApproval, editionFile, editionPart, editionRedaction } from '../db/schema/editions';
import { edition } from '../db/schema/reporting';
import type { PackedPart } from './edition-parts';
import type { EditionRow } from './repository';

export type ApprovalRow = typeof editionApproval.$inferSelect;
export type RedactionRow = typeof editionRedaction.$inferSelect;
export type FileRow = typeof editionFile.$inferSelect;

/** All editions of a network, frozen and published, the newest first; without the documents of old ones. */
export async function editionsOfNetwork(db: Reader | Tx, networkId: string) {
  return db
    .select({
      id: edition.id,
      waveId: edition.waveId,
      number: edition.number,
      sha256: edition.sha256,
      sha256Now: edition.sha256Now,
      manifest: edition.manifest,
      createdAt: edition.createdAt,
      createdBy: edition.createdBy,
      publishedAt: edition.publishedAt,
      correctsId: edition.correctsId,
      correction: edition.correction
    })
    .from(edition)
    .where(eq(edition.networkId, networkId))
    .orderBy(desc(edition.createdAt), desc(edition.id));
}

export async function updateEdition(tx: Tx, id: string, values: Partial<EditionRow>): Promise<void> {
  await tx.update(edition).set(values).where(eq(edition.id, id));
}

export async function correctionOf(db: Reader | Tx, id: string): Promise<EditionRow | undefined> {
  const rows = await db.select().from(edition).where(eq(edition.correctsId, id));
  return rows.find(({ publishedAt }) => publishedAt !== null);
}

export async function findParts(db: Reader | Tx, editionId: string, names: readonly EditionPart[]) {
  const rows = await db
    .select()
    .from(editionPart)
    .where(and(eq(editionPart.editionId, editionId), inArray(editionPart.name, [...names])));
  return new Map(rows.map((row) => [row.name, row]));
}

export async function writeParts(tx: Tx, editionId: string, parts: readonly PackedPart[]): Promise<void> {
  for (const part of parts)
    await tx
      .insert(editionPart)
      .values({ editionId, ...part })
      .onConflictDoUpdate({
        target: [editionPart.editionId, editionPart.name],
        set: { sha256: part.sha256, bytes: part.bytes }
      });
}

export async function approvalsOf(db: Reader | Tx, editionIds: readonly string[]): Promise<ApprovalRow[]> {
  return db
    .select()
    .from(editionApproval)
    .where(inArray(editionApproval.editionId, [...editionIds]))
    .orderBy(asc(editionApproval.at), asc(editionApproval.id));
}

export async function insertApproval(tx: Tx, row: ApprovalRow): Promise<void> {
  await tx.insert(editionApproval).values(row);
}

/** Of what is frozen and not published: what is published stays approved. Returns how many became void. */
export async function voidApprovals(tx: Tx, waveId: string, at: Date): Promise<number> {
  const waiting = tx
    .select({ id: edition.id })
    .from(edition)
    .where(and(eq(edition.waveId, waveId), isNull(edition.publishedAt)));
  const rows = await tx
    .update(editionApproval)
    .set({ voidedAt: at })
    .where(and(isNull(editionApproval.voidedAt), inArray(editionApproval.editionId, waiting)))
    .returning({ id: editionApproval.id });
  return rows.length;
}

export async function redactionsOf(db: Reader | Tx, editionId: string): Promise<RedactionRow[]> {
  return db
    .select()
    .from(editionRedaction)
    .where(eq(editionRedaction.editionId, editionId))
    .orderBy(asc(editionRedaction.at), asc(editionRedaction.id));
}

export async function insertRedaction(tx: Tx, row: RedactionRow): Promise<void> {
  await tx.insert(editionRedaction).values(row);
}

/** Editions made of parts, of a network: those in which something may have to be taken out. */
export async function frozenEditions(db: Reader | Tx, networkId: string): Promise<EditionRow[]> {
  const rows = await db.select().from(edition).where(eq(edition.networkId, networkId));
  return rows.filter(({ manifest }) => manifest !== null);
}

/** What the editions of a network say they correct, published or not. */
export async function correctionsOfNetwork(
  db: Reader | Tx,
  networkId: string
): Promise<{ id: string; correction: CorrectionNote }[]> {
  const rows = await db
    .select({ id: edition.id, correction: edition.correction })
    .from(edition)
    .where(and(eq(edition.networkId, networkId), isNotNull(edition.correctsId)));
  return rows.flatMap(({ id, correction }) => (correction ? [{ id, correction }] : []));
}

export async function filesOf(db: Reader | Tx, editionId: string, content: string): Promise<FileRow[]> {
  return db
    .select()
    .from(editionFile)
    .where(and(eq(editionFile.editionId, editionId), eq(editionFile.content, content)));
}

export async function insertFiles(tx: Tx, rows: readonly FileRow[]): Promise<void> {
  for (const row of rows) await tx.insert(editionFile).values(row).onConflictDoNothing();
}
