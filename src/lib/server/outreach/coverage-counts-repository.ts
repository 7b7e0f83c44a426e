import type { CoverageCounts } from '$lib/domain/outreach/public-coverage';
import { and, count, eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { assessment } from '../db/schema/assessment';
import { municipality } from '../db/schema/register';
import { validOn } from '../register/repository';

/**
 * How far a network had come when a day began. Of municipalities that are valid on that day only, so that each number
 * includes those after it.
 */
export async function coverageBefore(
  db: Reader | Tx,
  networkId: string,
  waveId: string | null,
  day: string
): Promise<CoverageCounts> {
  const morning = Date.parse(`${day}T00:00:00Z`);
  const here = and(eq(municipality.networkId, networkId), validOn(day));
  const [all] = await db.select({ n: count() }).from(municipality).where(here);
  const [steps] = await db
    .select({
      invited: count(),
      takingPart: sql<number>`count(*) filter (where coalesce(${assessment.startedAt}, ${assessment.submittedAt}) < ${morning} or ${assessment.submittedAt} < ${morning})`,
      assessed: sql<number>`count(*) filter (where ${assessment.submittedAt} < ${morning})`
    })
    .from(assessment)
    .innerJoin(municipality, eq(municipality.id, assessment.municipalityId))
    .where(and(eq(assessment.waveId, waveId ?? ''), here));
  return {
    population: all?.n ?? 0,
    invited: steps?.invited ?? 0,
    takingPart: Number(steps?.takingPart ?? 0),
    assessed: Number(steps?.assessed ?? 0)
  };
}
