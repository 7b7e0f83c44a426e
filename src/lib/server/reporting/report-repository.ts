import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { assessment } from '../db/schema/assessment';
import { pairing } from '../db/schema/mentoring';
import { municipality } from '../db/schema/register';
import { readPages } from '../db/read-pages';
import { step } from '../db/schema/roadmap';
import type { WavePeriod } from './wave-period';

/** What a report needs to know of each municipality that is valid on a day, by code. */
export interface RegisterPlace {
  id: string;
  code: string;
  name: string;
  county: string | null;
  countyName: string | null;
  group: string | null;
  population: number | null;
  lat: number | null;
  lon: number | null;
}

export async function readRegister(
  db: Reader,
  networkId: string,
  on: string,
  signal?: AbortSignal
): Promise<RegisterPlace[]> {
  const names = ['id', 'code', 'name', 'county_code', 'county_name', 'group_code', 'population', 'lat', 'lon'];
  const columns = names.map((name) => `t.${name}`);
  type Row = [
    string,
    string,
    string,
    string | null,
    string | null,
    string | null,
    number | null,
    number | null,
    number | null
  ];
  const rows = await readPages<Row>(db, {
    ...{ columns, from: 'municipality t', signal },
    where:
      '+t.network_id = ? AND (t.valid_from IS NULL OR t.valid_from <= ?) AND (t.valid_to IS NULL OR t.valid_to >= ?)',
    args: [networkId, on, on]
  });
  return rows
    .map(([id, code, name, county, countyName, group, population, lat, lon]) => ({
      ...{ id, code, name, county, countyName, group, population, lat, lon }
    }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** Codes of the municipalities that say yes to be shown by name in a wave. */
export async function codesNamed(db: Reader, waveId: string): Promise<string[]> {
  const rows = await db
    .select({ code: municipality.code })
    .from(assessment)
    .innerJoin(municipality, eq(municipality.id, assessment.municipalityId))
    .where(and(eq(assessment.waveId, waveId), eq(assessment.named, true)));
  return rows.map(({ code }) => code);
}

/** Meetings of a network that were held in a time, where `m` is the meeting. */
const heldIn = (networkId: string, { after, until }: WavePeriod) => ({
  where: '+m.network_id = ? AND m.held_on > ? AND m.held_on <= ?',
  args: [networkId, after?.day ?? '', until.day]
});

/** Who was at which meeting. */
export async function readMet(
  db: Reader,
  networkId: string,
  period: WavePeriod
): Promise<{ meetingId: string; municipalityId: string }[]> {
  const rows = await readPages<[string, string]>(db, {
    columns: ['t.meeting_id', 't.municipality_id'],
    from: 'meeting_municipality t CROSS JOIN meeting m ON m.id = t.meeting_id',
    ...heldIn(networkId, period)
  });
  return rows.map(([meetingId, municipalityId]) => ({ meetingId, municipalityId }));
}

/** What was raised at which meeting, without the words. */
export async function readRaised(
  db: Reader,
  networkId: string,
  period: WavePeriod
): Promise<{ id: string; meetingId: string; barrier: string; severity: number }[]> {
  const rows = await readPages<[string, string, string, number]>(db, {
    columns: ['t.id', 't.meeting_id', 't.barrier_id', 't.severity'],
    from: 'meeting_barrier t CROSS JOIN meeting m ON m.id = t.meeting_id',
    ...heldIn(networkId, period)
  });
  return rows.map(([id, meetingId, barrier, severity]) => ({ id, meetingId, barrier, severity }));
}

/** Every pairing of a network that began in a time. */
export async function begunPairings(db: Reader, networkId: string, { after, until }: WavePeriod) {
  const { startedAt } = pairing;
  return db
    .select()
    .from(pairing)
    .where(and(eq(pairing.networkId, networkId), after ? gt(startedAt, after.at) : undefined, lte(startedAt, until.at)))
    .orderBy(asc(pairing.id));
}

/** Steps of plans that are done, with when that was said last. */
export async function doneSteps(db: Reader, networkId: string) {
  return db
    .select({ municipalityId: step.municipalityId, criterionId: step.criterionId, at: step.updatedAt })
    .from(step)
    .where(and(eq(step.networkId, networkId), eq(step.status, 'done')));
}
