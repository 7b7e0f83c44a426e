import { and, desc, eq, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { membership } from '../db/schema/identity';
import { HOLDING } from '$lib/domain/mentoring/pairing-states';
import { mentoringProfile, pairing, round } from '../db/schema/mentoring';

export type ProfileRow = typeof mentoringProfile.$inferSelect;
export type PairingRow = typeof pairing.$inferSelect;
export type RoundRow = typeof round.$inferSelect;

export async function findProfile(db: Reader | Tx, municipalityId: string): Promise<ProfileRow | undefined> {
  return (await db.select().from(mentoringProfile).where(eq(mentoringProfile.municipalityId, municipalityId)))[0];
}

export async function profilesOf(db: Reader | Tx, networkId: string): Promise<ProfileRow[]> {
  return db.select().from(mentoringProfile).where(eq(mentoringProfile.networkId, networkId));
}

export async function writeProfile(tx: Tx, row: typeof mentoringProfile.$inferInsert): Promise<void> {
  await tx
    .insert(mentoringProfile)
    .values(row)
    .onConflictDoUpdate({ target: mentoringProfile.municipalityId, set: row });
}

export type NewPairing = typeof pairing.$inferInsert;

export async function insertRound(tx: Tx, row: typeof round.$inferInsert, pairings: NewPairing[]): Promise<void> {
  await tx.insert(round).values(row);
  await insertPairings(tx, pairings);
}

export async function findRound(db: Reader | Tx, id: string): Promise<RoundRow | undefined> {
  return (await db.select().from(round).where(eq(round.id, id)))[0];
}

export async function listRounds(db: Reader | Tx, networkId: string): Promise<RoundRow[]> {
  return db.select().from(round).where(eq(round.networkId, networkId)).orderBy(desc(round.createdAt));
}

export async function pairingsOfRound(db: Reader | Tx, roundId: string): Promise<PairingRow[]> {
  return db.select().from(pairing).where(eq(pairing.roundId, roundId)).orderBy(desc(pairing.score));
}

/**
 * Pairings that take a place on both sides, agreed or waiting for an answer, and those of a published round that wait for
 * their invitation: they count in the next round, and in what is offered next.
 */
export async function holdingPairings(db: Reader | Tx, networkId: string): Promise<PairingRow[]> {
  const rows = await db
    .select({ pairing })
    .from(pairing)
    .innerJoin(round, eq(round.id, pairing.roundId))
    .where(
      and(
        eq(pairing.networkId, networkId),
        or(inArray(pairing.status, [...HOLDING]), and(eq(pairing.status, 'proposed'), eq(round.state, 'published')))
      )
    );
  return rows.map((row) => row.pairing);
}

/** The round's own row; null removes it. */
export async function updateRound(tx: Tx, id: string, values: Partial<RoundRow> | null): Promise<void> {
  if (values) await tx.update(round).set(values).where(eq(round.id, id));
  else await tx.delete(round).where(eq(round.id, id));
}

/** The pairs of a draft give way to others. */
export async function replacePairings(tx: Tx, roundId: string, pairings: NewPairing[]): Promise<void> {
  await tx.delete(pairing).where(eq(pairing.roundId, roundId));
  await insertPairings(tx, pairings);
}

export async function insertPairings(tx: Tx, pairings: NewPairing[]): Promise<void> {
  for (let i = 0; i < pairings.length; i += 200) await tx.insert(pairing).values(pairings.slice(i, i + 200));
}

/** The round published last. */
export async function lastRound(db: Reader | Tx, networkId: string): Promise<RoundRow | undefined> {
  const rows = await db
    .select()
    .from(round)
    .where(and(eq(round.networkId, networkId), isNotNull(round.publishedAt)))
    .orderBy(desc(round.publishedAt))
    .limit(1);
  return rows[0];
}

/** Pairings that ended after a moment. */
export async function closedSince(db: Reader | Tx, networkId: string, since: Date): Promise<PairingRow[]> {
  return db
    .select()
    .from(pairing)
    .where(and(eq(pairing.networkId, networkId), eq(pairing.status, 'closed'), gte(pairing.closedAt, since)));
}

export async function handOverPairings(
  tx: Tx,
  municipalityId: string,
  from: string,
  to: string | null
): Promise<string[]> {
  const asMentee = and(eq(pairing.menteeId, municipalityId), eq(pairing.menteeOfficerId, from));
  const asMentor = and(eq(pairing.mentorId, municipalityId), eq(pairing.mentorOfficerId, from));
  const rows = await tx.select({ id: pairing.id }).from(pairing).where(or(asMentee, asMentor));
  await tx.update(pairing).set({ menteeOfficerId: to }).where(asMentee);
  await tx.update(pairing).set({ mentorOfficerId: to }).where(asMentor);
  return rows.map((row) => row.id);
}

/** One active officer of each municipality: who stands for it in a pairing. */
export async function officersByMunicipality(db: Reader | Tx, networkId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ municipalityId: membership.municipalityId, personId: membership.personId })
    .from(membership)
    .where(and(eq(membership.networkId, networkId), eq(membership.role, 'officer'), isNull(membership.endedAt)))
    .orderBy(desc(membership.createdAt));
  return new Map(
    rows.flatMap(({ municipalityId, personId }) => (municipalityId ? [[municipalityId, personId] as const] : []))
  );
}
