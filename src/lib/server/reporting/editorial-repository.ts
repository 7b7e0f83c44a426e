import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Piece } from '$lib/domain/reporting/editorial/pieces';
import type { Reader, Tx } from '../db/client';
import { fileContent } from '../db/schema/assessment';
import { editorialPiece, reportComment, reportPicture } from '../db/schema/editions';

export type PieceRow = typeof editorialPiece.$inferSelect;
export type CommentRow = typeof reportComment.$inferSelect;
export type PictureRow = typeof reportPicture.$inferSelect;

/** Every version of every piece of a wave's report, oldest first. */
export async function piecesOf(db: Reader | Tx, waveId: string): Promise<PieceRow[]> {
  return db
    .select()
    .from(editorialPiece)
    .where(eq(editorialPiece.waveId, waveId))
    .orderBy(asc(editorialPiece.key), asc(editorialPiece.version));
}

/** What stands: the highest version of each piece that was not taken back. */
export function standingPieces(rows: readonly PieceRow[]): { piece: Piece; row: PieceRow }[] {
  const last = new Map(rows.map((row) => [row.key, row]));
  return [...last.values()].flatMap((row) => (row.content ? [{ piece: row.content, row }] : []));
}

export async function versionsOfPiece(db: Reader | Tx, waveId: string, key: string): Promise<PieceRow[]> {
  return db
    .select()
    .from(editorialPiece)
    .where(and(eq(editorialPiece.waveId, waveId), eq(editorialPiece.key, key)))
    .orderBy(asc(editorialPiece.version));
}

export async function insertPiece(tx: Tx, row: PieceRow): Promise<void> {
  await tx.insert(editorialPiece).values(row);
}

export async function commentsOf(db: Reader | Tx, waveId: string): Promise<CommentRow[]> {
  return db
    .select()
    .from(reportComment)
    .where(eq(reportComment.waveId, waveId))
    .orderBy(asc(reportComment.at), asc(reportComment.id));
}

export async function findComment(db: Reader | Tx, id: string): Promise<CommentRow | undefined> {
  return (await db.select().from(reportComment).where(eq(reportComment.id, id)))[0];
}

export async function insertComment(tx: Tx, row: CommentRow): Promise<void> {
  await tx.insert(reportComment).values(row);
}

/** Returns whether it was open until now. */
export async function resolveComment(tx: Tx, id: string, resolvedAt: Date, resolvedBy: string): Promise<boolean> {
  const rows = await tx
    .update(reportComment)
    .set({ resolvedAt, resolvedBy })
    .where(and(eq(reportComment.id, id), isNull(reportComment.resolvedAt)))
    .returning({ id: reportComment.id });
  return rows.length > 0;
}

export async function reportPicturesOf(db: Reader | Tx, networkId: string): Promise<PictureRow[]> {
  return db.select().from(reportPicture).where(eq(reportPicture.networkId, networkId));
}

/** A picture and its bytes; the same bytes are kept once. */
export async function insertPicture(tx: Tx, row: PictureRow, bytes: Uint8Array): Promise<void> {
  const { sha256, addedAt: createdAt } = row;
  await tx
    .insert(fileContent)
    .values({ sha256, bytes: Buffer.from(bytes), createdAt })
    .onConflictDoNothing();
  await tx.insert(reportPicture).values(row).onConflictDoNothing();
}
