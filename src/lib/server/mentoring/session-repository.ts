import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { person } from '../db/schema/identity';
import { pairing } from '../db/schema/mentoring';
import { mentoringRemark, mentoringSession, mentoringSessionEarlier } from '../db/schema/sessions';
import type { Sight } from '../sync/visible';

export type SessionRow = typeof mentoringSession.$inferSelect;
export type EarlierRow = typeof mentoringSessionEarlier.$inferSelect;
export type RemarkRow = typeof mentoringRemark.$inferSelect;

export async function findPairing(db: Reader | Tx, id: string) {
  return (await db.select().from(pairing).where(eq(pairing.id, id)))[0];
}

export async function findSession(db: Reader | Tx, id: string): Promise<SessionRow | undefined> {
  return (await db.select().from(mentoringSession).where(eq(mentoringSession.id, id)))[0];
}

export async function countSessions(db: Reader | Tx, pairingId: string): Promise<number> {
  return db.$count(mentoringSession, eq(mentoringSession.pairingId, pairingId));
}

/** Days of all sessions of these pairings, and the next day each of them agreed on. */
export async function sessionDays(db: Reader | Tx, pairingIds: string[]) {
  const { pairingId, heldOn, nextOn } = mentoringSession;
  return db.select({ pairingId, heldOn, nextOn }).from(mentoringSession).where(inArray(pairingId, pairingIds));
}

export async function writeSession(tx: Tx, row: SessionRow): Promise<void> {
  const { id: _id, createdBy: _by, createdAt: _at, ...changed } = row;
  await tx.insert(mentoringSession).values(row).onConflictDoUpdate({ target: mentoringSession.id, set: changed });
}

export async function insertEarlier(tx: Tx, row: EarlierRow): Promise<void> {
  await tx.insert(mentoringSessionEarlier).values(row);
}

export async function findRemark(db: Reader | Tx, id: string): Promise<RemarkRow | undefined> {
  return (await db.select().from(mentoringRemark).where(eq(mentoringRemark.id, id)))[0];
}

export async function insertRemark(tx: Tx, row: RemarkRow): Promise<void> {
  await tx.insert(mentoringRemark).values(row);
}

/** Sessions of the network for its coordinators, else of the own municipalities' pairings, on either side. */
const seenBy = ({ networkId, coordinates, own }: Sight) =>
  coordinates
    ? eq(mentoringSession.networkId, networkId)
    : and(
        eq(mentoringSession.networkId, networkId),
        or(inArray(pairing.menteeId, [...own, '']), inArray(pairing.mentorId, [...own, '']))
      );

export async function sessionsSeen(db: Reader | Tx, sight: Sight, ids: string[] | null) {
  const seen = seenBy(sight);
  return db
    .select({ session: mentoringSession, pairing, authorName: person.name })
    .from(mentoringSession)
    .innerJoin(pairing, eq(pairing.id, mentoringSession.pairingId))
    .leftJoin(person, eq(person.id, mentoringSession.createdBy))
    .where(ids ? and(seen, inArray(mentoringSession.id, ids)) : seen)
    .orderBy(desc(mentoringSession.heldOn));
}

/** What stood in these sessions before, the latest first. */
export async function earlierOf(db: Reader | Tx, sessionIds: readonly string[]): Promise<EarlierRow[]> {
  const rows: EarlierRow[] = [];
  for (let i = 0; i < sessionIds.length; i += 1000)
    rows.push(
      ...(await db
        .select()
        .from(mentoringSessionEarlier)
        .where(inArray(mentoringSessionEarlier.sessionId, sessionIds.slice(i, i + 1000)))
        .orderBy(desc(mentoringSessionEarlier.until), desc(mentoringSessionEarlier.id)))
    );
  return rows;
}

export async function remarksSeen(db: Reader | Tx, sight: Sight, ids: string[] | null) {
  const seen = seenBy(sight);
  return db
    .select({ remark: mentoringRemark, authorName: person.name })
    .from(mentoringRemark)
    .innerJoin(mentoringSession, eq(mentoringSession.id, mentoringRemark.sessionId))
    .innerJoin(pairing, eq(pairing.id, mentoringSession.pairingId))
    .leftJoin(person, eq(person.id, mentoringRemark.createdBy))
    .where(ids ? and(seen, inArray(mentoringRemark.id, ids)) : seen)
    .orderBy(asc(mentoringRemark.createdAt));
}
