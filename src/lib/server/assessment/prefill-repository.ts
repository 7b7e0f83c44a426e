import { and, desc, eq, inArray, isNotNull, lt, ne } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { assessment, wave } from '../db/schema/assessment';
import type { AssessmentRow, WaveRow } from './repository';

/** Each municipality's newest submitted assessment of the waves closed before this one. */
export async function lastSubmitted(
  db: Reader | Tx,
  before: WaveRow,
  municipalityIds: readonly string[]
): Promise<{ assessment: AssessmentRow; wave: WaveRow }[]> {
  const found: { assessment: AssessmentRow; wave: WaveRow }[] = [];
  for (let i = 0; i < municipalityIds.length; i += 1000) {
    found.push(
      ...(await db
        .select({ assessment, wave })
        .from(assessment)
        .innerJoin(wave, eq(wave.id, assessment.waveId))
        .where(
          and(
            eq(wave.networkId, before.networkId),
            ne(wave.id, before.id),
            isNotNull(wave.closedAt),
            before.closedAt ? lt(wave.closedAt, before.closedAt) : undefined,
            isNotNull(assessment.submittedAt),
            inArray(assessment.municipalityId, municipalityIds.slice(i, i + 1000))
          )
        )
        .orderBy(desc(wave.closedAt)))
    );
  }
  const newest = new Map<string, (typeof found)[number]>();
  for (const row of found)
    if (!newest.has(row.assessment.municipalityId)) newest.set(row.assessment.municipalityId, row);
  return [...newest.values()];
}
