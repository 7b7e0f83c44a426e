import { and, eq, inArray, isNull, lt, notInArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { assessment, evidenceFile, fileContent } from '../db/schema/assessment';
import { meetingPhoto } from '../db/schema/meeting-photos';
import { pairingFile } from '../db/schema/pairing-life';
import { reportPicture } from '../db/schema/editions';

export type EvidenceFileRow = typeof evidenceFile.$inferSelect;

/** Those not taken away. */
export async function filesOf(db: Reader | Tx, assessmentIds: string[]): Promise<EvidenceFileRow[]> {
  return assessmentIds.length
    ? db
        .select()
        .from(evidenceFile)
        .where(and(inArray(evidenceFile.assessmentId, assessmentIds), isNull(evidenceFile.removedAt)))
    : [];
}

export async function findFile(db: Reader | Tx, id: string): Promise<EvidenceFileRow | undefined> {
  return (await db.select().from(evidenceFile).where(eq(evidenceFile.id, id)))[0];
}

export async function readContent(db: Reader | Tx, sha256: string): Promise<Uint8Array | undefined> {
  const [row] = await db.select().from(fileContent).where(eq(fileContent.sha256, sha256));
  return row?.bytes;
}

/** Bytes in a municipality's files: those that stand, and all of them with those taken away and not yet deleted. */
export async function bytesOf(db: Reader | Tx, municipalityId: string): Promise<{ standing: number; all: number }> {
  const [row] = await db
    .select({
      standing: sql<number>`coalesce(sum(${evidenceFile.size}) filter (where ${evidenceFile.removedAt} is null), 0)`,
      all: sql<number>`coalesce(sum(${evidenceFile.size}), 0)`
    })
    .from(evidenceFile)
    .innerJoin(assessment, eq(assessment.id, evidenceFile.assessmentId))
    .where(eq(assessment.municipalityId, municipalityId));
  return { standing: Number(row?.standing ?? 0), all: Number(row?.all ?? 0) };
}

/** A file and its bytes, together; bytes that are there already are not kept twice. */
export async function insertFile(tx: Tx, row: EvidenceFileRow, bytes: Uint8Array): Promise<void> {
  await tx
    .insert(fileContent)
    .values({ sha256: row.sha256, bytes: Buffer.from(bytes), createdAt: row.addedAt })
    .onConflictDoNothing();
  await tx.insert(evidenceFile).values(row);
}

export async function updateFile(tx: Tx, id: string, values: Partial<EvidenceFileRow>): Promise<void> {
  await tx.update(evidenceFile).set(values).where(eq(evidenceFile.id, id));
}

/** Files taken away before a day, and bytes that nothing refers to any more. */
export async function deleteRemovedFiles(tx: Tx, before: Date): Promise<void> {
  await tx.delete(evidenceFile).where(lt(evidenceFile.removedAt, before));
  await tx
    .delete(fileContent)
    .where(
      and(
        notInArray(fileContent.sha256, tx.select({ sha256: evidenceFile.sha256 }).from(evidenceFile)),
        notInArray(fileContent.sha256, tx.select({ sha256: pairingFile.sha256 }).from(pairingFile)),
        notInArray(fileContent.sha256, tx.select({ sha256: meetingPhoto.sha256 }).from(meetingPhoto)),
        notInArray(fileContent.sha256, tx.select({ sha256: reportPicture.sha256 }).from(reportPicture))
      )
    );
}
