import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { assessment } from '../db/schema/assessment';
import { pairing, round } from '../db/schema/mentoring';

/** Every pairing of a network, drafts too, with when its round was computed. */
export async function pairingsWithRound(db: Reader, networkId: string) {
  return db
    .select({ pairing, roundAt: round.createdAt })
    .from(pairing)
    .innerJoin(round, eq(round.id, pairing.roundId))
    .where(eq(pairing.networkId, networkId))
    .orderBy(asc(pairing.id));
}

/** What counts of a wave: its submitted assessments. */
export async function submittedOfWave(db: Reader, waveId: string) {
  return db
    .select({ id: assessment.id, municipalityId: assessment.municipalityId, submittedAt: assessment.submittedAt })
    .from(assessment)
    .where(and(eq(assessment.waveId, waveId), isNotNull(assessment.submittedAt)));
}
