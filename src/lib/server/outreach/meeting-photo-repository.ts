import { and, asc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { MeetingPhoto } from '$lib/domain/outreach/meeting-parts';
import type { Reader, Tx } from '../db/client';
import { keptQuery, type QueryBuilder } from '../db/kept-query';
import { fileContent } from '../db/schema/assessment';
import { meetingPhoto } from '../db/schema/meeting-photos';
import { meeting } from '../db/schema/outreach';

export type MeetingPhotoRow = typeof meetingPhoto.$inferSelect;

export async function findMeetingPhoto(db: Reader | Tx, id: string): Promise<MeetingPhotoRow | undefined> {
  return (await db.select().from(meetingPhoto).where(eq(meetingPhoto.id, id)))[0];
}

const standing = (db: QueryBuilder, where: SQL) =>
  db
    .select({ photo: meetingPhoto })
    .from(meetingPhoto)
    .innerJoin(meeting, eq(meeting.id, meetingPhoto.meetingId))
    .where(and(isNull(meetingPhoto.removedAt), where))
    .orderBy(asc(meetingPhoto.addedAt), asc(meetingPhoto.id));
const photosOfNetwork = keptQuery((db) => standing(db, eq(meeting.networkId, sql.placeholder('networkId'))));
// the plus: those of few meetings are found by the meeting
const photosOfMeetings = keptQuery((db) =>
  standing(
    db,
    sql`+${meeting.networkId} = ${sql.placeholder('networkId')}
      and ${meetingPhoto.meetingId} in (select value from json_each(${sql.placeholder('ids')}))`
  )
);

/** Those not taken away, by meeting, the oldest first. */
export async function photosOf(
  db: Reader | Tx,
  networkId: string,
  meetingIds?: readonly string[]
): Promise<Map<string, MeetingPhoto[]>> {
  const rows = meetingIds
    ? await photosOfMeetings(db, { networkId, ids: JSON.stringify(meetingIds) })
    : await photosOfNetwork(db, { networkId });
  const photos = new Map<string, MeetingPhoto[]>();
  for (const { photo } of rows) {
    const { id, sha256, name, mediaType: type, size } = photo;
    photos.set(photo.meetingId, [...(photos.get(photo.meetingId) ?? []), { id, sha256, name, type, size }]);
  }
  return photos;
}

/** Photos of a meeting: those that stand, and all with those taken away and not yet deleted. */
export async function countPhotos(db: Reader | Tx, meetingId: string): Promise<{ standing: number; all: number }> {
  const [row] = await db
    .select({
      standing: sql<number>`count(*) filter (where ${meetingPhoto.removedAt} is null)`.mapWith(Number),
      all: sql<number>`count(*)`.mapWith(Number)
    })
    .from(meetingPhoto)
    .where(eq(meetingPhoto.meetingId, meetingId));
  return row ?? { standing: 0, all: 0 };
}

/** A photo and its bytes, together; bytes that are there already are not kept twice. */
export async function insertMeetingPhoto(tx: Tx, row: MeetingPhotoRow, bytes: Uint8Array): Promise<void> {
  await tx
    .insert(fileContent)
    .values({ sha256: row.sha256, bytes: Buffer.from(bytes), createdAt: row.addedAt })
    .onConflictDoNothing();
  await tx.insert(meetingPhoto).values(row);
}

export async function updateMeetingPhoto(tx: Tx, id: string, values: Partial<MeetingPhotoRow>): Promise<void> {
  await tx.update(meetingPhoto).set(values).where(eq(meetingPhoto.id, id));
}

/** Taken away before a day; their bytes go with the evidence's (`deleteRemovedFiles`), which comes after. */
export async function deleteRemovedPhotos(tx: Tx, before: Date): Promise<void> {
  await tx.delete(meetingPhoto).where(lt(meetingPhoto.removedAt, before));
}
