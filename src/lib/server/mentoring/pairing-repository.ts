import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lte, max, ne, or, type SQL, sum } from 'drizzle-orm';
import { HOLDING } from '$lib/domain/mentoring/pairing-states';
import type { Reader, Tx } from '../db/client';
import { assessment, wave } from '../db/schema/assessment';
import { mentoringProfile, pairing, round } from '../db/schema/mentoring';
import type { PairingRow, RoundRow } from './repository';

export async function findPairing(db: Reader | Tx, id: string): Promise<PairingRow | undefined> {
  return (await db.select().from(pairing).where(eq(pairing.id, id)))[0];
}

export async function updatePairing(tx: Tx, id: string, values: Partial<PairingRow>): Promise<void> {
  await tx.update(pairing).set(values).where(eq(pairing.id, id));
}

/** What devices get: of these municipalities, or of a whole network; never what only the coordinator's draft holds. */
export async function visiblePairings(
  db: Reader | Tx,
  of: { networkId: string } | { municipalityIds: string[] }
): Promise<PairingRow[]> {
  if ('municipalityIds' in of && !of.municipalityIds.length) return [];
  const whose: SQL | undefined =
    'networkId' in of
      ? eq(pairing.networkId, of.networkId)
      : or(inArray(pairing.menteeId, of.municipalityIds), inArray(pairing.mentorId, of.municipalityIds));
  return db
    .select()
    .from(pairing)
    .where(and(ne(pairing.status, 'proposed'), whose))
    .orderBy(desc(pairing.invitedAt), asc(pairing.id));
}

/** Invitations whose days to answer are over. */
export async function lapsedInvitations(db: Reader | Tx, now: Date): Promise<PairingRow[]> {
  return db
    .select()
    .from(pairing)
    .where(and(eq(pairing.status, 'invited'), lte(pairing.expiresAt, now)));
}

/** Pairs of published rounds that wait until their mentor has answered earlier invitations, best first. */
export async function queuedPairings(
  db: Reader | Tx,
  networkId?: string
): Promise<{ pairing: PairingRow; replyDays: number }[]> {
  return db
    .select({ pairing, replyDays: round.replyDays })
    .from(pairing)
    .innerJoin(round, eq(round.id, pairing.roundId))
    .where(
      and(
        eq(pairing.status, 'proposed'),
        eq(round.state, 'published'),
        networkId ? eq(pairing.networkId, networkId) : undefined
      )
    )
    .orderBy(desc(pairing.score), asc(pairing.menteeId), asc(pairing.mentorId));
}

/** Rounds from which something may still be offered, the first published first. */
export async function publishedRounds(db: Reader | Tx): Promise<RoundRow[]> {
  return db.select().from(round).where(eq(round.state, 'published')).orderBy(asc(round.publishedAt), asc(round.id));
}

/**
 * Another value whenever something has changed that decides who can help whom: a pairing, what a municipality says of
 * itself, a submitted assessment, the wave. Cheap enough to be asked every few seconds.
 */
export async function readPulse(db: Reader | Tx, networkId: string): Promise<string> {
  const pairs = await db
    .select({ n: count(), versions: sum(pairing.version) })
    .from(pairing)
    .where(eq(pairing.networkId, networkId));
  const said = await db
    .select({ n: count(), versions: sum(mentoringProfile.version) })
    .from(mentoringProfile)
    .where(eq(mentoringProfile.networkId, networkId));
  return JSON.stringify([pairs, said, await readSubmissions(db, networkId)]);
}

/** Another value whenever a submitted assessment, or the waves they belong to, may be other ones. */
export async function readSubmissions(db: Reader | Tx, networkId: string): Promise<string> {
  const submitted = await db
    .select({ n: count(assessment.submittedAt), last: max(assessment.submittedAt), touched: max(assessment.updatedAt) })
    .from(assessment)
    .where(and(eq(assessment.networkId, networkId), isNotNull(assessment.submittedAt)));
  const waves = await db
    .select({ n: count(), closed: count(wave.closedAt), last: max(wave.opensAt) })
    .from(wave)
    .where(eq(wave.networkId, networkId));
  return JSON.stringify([submitted, waves]);
}

/** Pairings in which a municipality takes or gives a place now. */
export async function holdingOf(db: Reader | Tx, municipalityId: string): Promise<PairingRow[]> {
  return db
    .select()
    .from(pairing)
    .where(
      and(
        inArray(pairing.status, [...HOLDING]),
        or(eq(pairing.menteeId, municipalityId), eq(pairing.mentorId, municipalityId))
      )
    );
}

/** Of all networks. */
export async function activePairings(db: Reader | Tx): Promise<PairingRow[]> {
  return db.select().from(pairing).where(eq(pairing.status, 'active')).orderBy(asc(pairing.id));
}

/** All in which a municipality is the mentor, whatever their state. */
export async function pairingsOfMentor(db: Reader | Tx, mentorId: string): Promise<PairingRow[]> {
  return db.select().from(pairing).where(eq(pairing.mentorId, mentorId)).orderBy(asc(pairing.id));
}

/** How many invitations each mentor has not answered yet. */
export async function unansweredByMentor(db: Reader | Tx, networkId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ mentorId: pairing.mentorId, n: count() })
    .from(pairing)
    .where(and(eq(pairing.networkId, networkId), eq(pairing.status, 'invited'), isNull(pairing.mentorAcceptedAt)))
    .groupBy(pairing.mentorId);
  return new Map(rows.map(({ mentorId, n }) => [mentorId, n]));
}

/** When the first of the invitations a mentor has not answered lapses. */
export async function nextLapse(db: Reader | Tx, networkId: string): Promise<Map<string, Date>> {
  const rows = await db
    .select({ mentorId: pairing.mentorId, at: pairing.expiresAt })
    .from(pairing)
    .where(and(eq(pairing.networkId, networkId), eq(pairing.status, 'invited'), isNull(pairing.mentorAcceptedAt)))
    .orderBy(desc(pairing.expiresAt));
  return new Map(rows.flatMap(({ mentorId, at }) => (at ? [[mentorId, at] as const] : [])));
}

/** Every pair a round ever had, whatever became of it. */
export async function allPairsOf(db: Reader | Tx, roundId: string): Promise<PairingRow[]> {
  return db.select().from(pairing).where(eq(pairing.roundId, roundId));
}
