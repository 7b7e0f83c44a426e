import { and, inArray, isNotNull, isNull, notInArray, or } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader, Tx } from '../db/client';
import { assessment, wave } from '../db/schema/assessment';
import { invitation, membership } from '../db/schema/identity';
import { mentoringProfile, pairing } from '../db/schema/mentoring';
import { followUp, meetingMunicipality } from '../db/schema/outreach';
import { plannedMeetingMunicipality } from '../db/schema/planned-meetings';
import { visitSignUp } from '../db/schema/public-side';
import { succession } from '../db/schema/register';
import { step } from '../db/schema/roadmap';

/** Every column that names a municipality, the assessments apart: a waiting one is made by the program itself. */
const USES: [SQLiteTable, SQLiteColumn][] = [
  [membership, membership.municipalityId],
  [invitation, invitation.municipalityId],
  [meetingMunicipality, meetingMunicipality.municipalityId],
  [plannedMeetingMunicipality, plannedMeetingMunicipality.municipalityId],
  [followUp, followUp.municipalityId],
  [visitSignUp, visitSignUp.municipalityId],
  [step, step.municipalityId],
  [mentoringProfile, mentoringProfile.municipalityId],
  [pairing, pairing.menteeId],
  [pairing, pairing.mentorId],
  [succession, succession.predecessorId],
  [succession, succession.successorId]
];
const MANY = 1000;

/** Those of the municipalities that people's work refers to, or that a closed wave has counted: they stay. */
export async function municipalitiesInUse(db: Reader | Tx, ids: string[]): Promise<Set<string>> {
  const used = new Set<string>();
  for (let i = 0; i < ids.length; i += MANY) {
    const some = ids.slice(i, i + MANY);
    const add = (rows: { id: unknown }[]) => {
      for (const { id } of rows) if (typeof id === 'string') used.add(id);
    };
    const closed = db.select({ id: wave.id }).from(wave).where(isNotNull(wave.closedAt));
    const counted = or(
      isNotNull(assessment.startedAt),
      isNotNull(assessment.submittedAt),
      inArray(assessment.waveId, closed)
    );
    add(
      await db
        .select({ id: assessment.municipalityId })
        .from(assessment)
        .where(and(inArray(assessment.municipalityId, some), counted))
    );
    for (const [table, column] of USES) add(await db.select({ id: column }).from(table).where(inArray(column, some)));
  }
  return used;
}

/** Takes the assessments nobody has started along with the municipalities they wait for; returns their ids. */
export async function deleteWaitingAssessments(
  tx: Tx,
  municipalityIds: string[]
): Promise<{ id: string; municipalityId: string }[]> {
  const deleted: { id: string; municipalityId: string }[] = [];
  for (let i = 0; i < municipalityIds.length; i += MANY) {
    const some = municipalityIds.slice(i, i + MANY);
    const closed = tx.select({ id: wave.id }).from(wave).where(isNotNull(wave.closedAt));
    const waiting = and(isNull(assessment.startedAt), notInArray(assessment.waveId, closed));
    const rows = await tx
      .delete(assessment)
      .where(and(inArray(assessment.municipalityId, some), waiting))
      .returning({ id: assessment.id, municipalityId: assessment.municipalityId });
    deleted.push(...rows);
  }
  return deleted;
}
