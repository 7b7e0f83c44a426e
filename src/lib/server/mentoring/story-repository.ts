import { and, asc, desc, eq, inArray, isNotNull, lt, or } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { pairing } from '../db/schema/mentoring';
import { pairingStory } from '../db/schema/stories';

export type StoryRow = typeof pairingStory.$inferSelect;

export async function findStory(db: Reader | Tx, id: string): Promise<StoryRow | undefined> {
  return (await db.select().from(pairingStory).where(eq(pairingStory.id, id)))[0];
}

export async function writeStory(tx: Tx, row: StoryRow): Promise<void> {
  const { id: _id, createdBy: _by, createdAt: _at, ...changed } = row;
  await tx.insert(pairingStory).values(row).onConflictDoUpdate({ target: pairingStory.id, set: changed });
}

/** Both municipalities agree to be named. */
const shared = () => and(isNotNull(pairingStory.menteeConsentAt), isNotNull(pairingStory.mentorConsentAt));

/** Of a network: what both sides agree to, and whatever is about one of these municipalities; the latest month first. */
export async function storiesSeen(
  db: Reader | Tx,
  { networkId, own }: { networkId: string; own: readonly string[] },
  ids: string[] | null
) {
  const theirs = or(inArray(pairing.menteeId, [...own, '']), inArray(pairing.mentorId, [...own, '']));
  return db
    .select({ story: pairingStory, menteeId: pairing.menteeId, mentorId: pairing.mentorId })
    .from(pairingStory)
    .innerJoin(pairing, eq(pairing.id, pairingStory.pairingId))
    .where(
      and(eq(pairingStory.networkId, networkId), or(shared(), theirs), ids ? inArray(pairingStory.id, ids) : undefined)
    )
    .orderBy(desc(pairingStory.month), asc(pairingStory.id));
}

/** Taken back by a side before a moment, and not given again. */
export async function withdrawnStories(db: Reader | Tx, before: Date): Promise<{ id: string; networkId: string }[]> {
  return db
    .select({ id: pairingStory.id, networkId: pairingStory.networkId })
    .from(pairingStory)
    .where(lt(pairingStory.withdrawnAt, before));
}

export async function deleteStories(tx: Tx, ids: string[]): Promise<void> {
  await tx.delete(pairingStory).where(inArray(pairingStory.id, ids));
}
