import { and, asc, count, eq, lt, sql, sum } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { filePiece, fileUpload } from '../db/schema/upload';

export type UploadRow = typeof fileUpload.$inferSelect;
/** A person's upload: a hash alone names nothing. */
export type UploadKey = Pick<UploadRow, 'personId' | 'sha256'>;

const uploadIs = ({ personId, sha256 }: UploadKey) =>
  and(eq(fileUpload.personId, personId), eq(fileUpload.sha256, sha256));
const pieceIs = ({ personId, sha256 }: UploadKey) =>
  and(eq(filePiece.personId, personId), eq(filePiece.sha256, sha256));

export async function findUploadRow(db: Reader | Tx, key: UploadKey): Promise<UploadRow | undefined> {
  return (await db.select().from(fileUpload).where(uploadIs(key)))[0];
}

/** What this person has on the way: how many, and how much as announced. */
export async function uploadsOf(db: Reader | Tx, personId: string): Promise<{ uploads: number; bytes: number }> {
  const [row] = await db
    .select({ uploads: count(), bytes: sum(fileUpload.size) })
    .from(fileUpload)
    .where(eq(fileUpload.personId, personId));
  return { uploads: row?.uploads ?? 0, bytes: Number(row?.bytes ?? 0) };
}

export async function insertUpload(tx: Tx, row: UploadRow): Promise<void> {
  await tx.insert(fileUpload).values(row);
}

/** A piece and how far the upload is with it. */
export async function insertPiece(tx: Tx, key: UploadKey, at: number, bytes: Uint8Array, now: Date): Promise<void> {
  await tx.insert(filePiece).values({ ...key, at, bytes: Buffer.from(bytes) });
  await tx
    .update(fileUpload)
    .set({ received: at + bytes.length, updatedAt: now })
    .where(uploadIs(key));
}

/** The bytes that are here, in their order. */
export async function readPieces(db: Reader | Tx, key: UploadKey): Promise<Buffer> {
  const rows = await db.select().from(filePiece).where(pieceIs(key)).orderBy(asc(filePiece.at));
  return Buffer.concat(rows.map((row) => row.bytes));
}

export async function deleteUpload(tx: Tx, key: UploadKey): Promise<void> {
  await tx.delete(filePiece).where(pieceIs(key));
  await tx.delete(fileUpload).where(uploadIs(key));
}

/** Those nobody has gone on with since a day, begun or whole. */
export async function deleteIdleUploads(tx: Tx, before: Date): Promise<void> {
  await tx.delete(fileUpload).where(lt(fileUpload.updatedAt, before));
  await tx.delete(filePiece).where(
    sql`not exists (select 1 from ${fileUpload} where ${fileUpload.personId} = ${filePiece.personId}
      and ${fileUpload.sha256} = ${filePiece.sha256})`
  );
}
