import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { answer, answerHistory, assessment, wave } from '../db/schema/assessment';
import { municipality } from '../db/schema/register';
import { municipalitySetting } from '../db/schema/roadmap';
import { validOn } from '../register/repository';

/** The municipalities of a network, valid on a day, that agree to be shown as an example now. */
export async function consentingMunicipalities(db: Reader, networkId: string, day: string) {
  return db
    .select({ id: municipality.id, name: municipality.name, population: municipality.population })
    .from(municipalitySetting)
    .innerJoin(municipality, eq(municipality.id, municipalitySetting.municipalityId))
    .where(and(eq(municipalitySetting.networkId, networkId), eq(municipalitySetting.example, true), validOn(day)));
}

/** Submitted assessments of these municipalities with their wave, newest wave first. */
export async function submittedOf(db: Reader, municipalityIds: string[]) {
  const rows = [];
  for (let i = 0; i < municipalityIds.length; i += 1000) {
    rows.push(
      ...(await db
        .select({
          id: assessment.id,
          municipalityId: assessment.municipalityId,
          modelId: wave.modelId,
          opensAt: wave.opensAt
        })
        .from(assessment)
        .innerJoin(wave, eq(wave.id, assessment.waveId))
        .where(
          and(inArray(assessment.municipalityId, municipalityIds.slice(i, i + 1000)), isNotNull(assessment.submittedAt))
        ))
    );
  }
  return rows.sort((a, b) => b.opensAt.getTime() - a.opensAt.getTime());
}

/** Criteria these assessments answer yes now. */
export async function yesAnswers(db: Reader, assessmentIds: string[]) {
  const { assessmentId, criterionId } = answer;
  return inParts(assessmentIds, (some) =>
    db
      .select({ assessmentId, criterionId })
      .from(answer)
      .where(and(inArray(assessmentId, some), eq(answer.value, 'yes')))
  );
}

/** Every answer these assessments ever had. */
export async function historyOf(db: Reader, assessmentIds: string[]) {
  const { assessmentId, criterionId, value, origin, answeredAt } = answerHistory;
  return inParts(assessmentIds, (some) =>
    db
      .select({ assessmentId, criterionId, value, origin, answeredAt })
      .from(answerHistory)
      .where(inArray(assessmentId, some))
  );
}

async function inParts<T>(ids: string[], read: (some: string[]) => Promise<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (let i = 0; i < ids.length; i += 500) rows.push(...(await read(ids.slice(i, i + 500))));
  return rows;
}
