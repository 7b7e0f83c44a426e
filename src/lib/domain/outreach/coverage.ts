import { SIZE_CLASSES, type SizeClassId, sizeClassOf } from '../register/size-class';
import type { AssessmentRecord, MeetingRecord, MunicipalityRecord } from '../sync/records';

export type Answering = 'not-started' | 'started' | 'submitted';

/** `last` is the ISO date of the latest meeting. */
export type Met = { met: true; times: number; last: string } | { met: false; because: 'no-meeting-logged' };

/** How far the network has come with one municipality. */
export interface Reach {
  municipality: MunicipalityRecord;
  answering: Answering;
  /** Overall level, once submitted. */
  level: number | null;
  met: Met;
}

/** Numbers of municipalities. `started` includes those that have submitted; unreached are neither met nor started. */
export interface Coverage {
  population: number;
  started: number;
  submitted: number;
  met: number;
  unreached: number;
}

/**
 * Where one municipality stands: what it has answered in the wave, and whether anybody has met it.
 * Of the meetings only those it took part in count.
 *
 * @example
 * reachState(norsjo, undefined, []) // { ..., answering: 'not-started', met: { met: false, because: 'no-meeting-logged' } }
 */
export function reachState(
  municipality: MunicipalityRecord,
  assessment: AssessmentRecord | undefined,
  meetings: readonly MeetingRecord[]
): Reach {
  const dates = meetings
    .filter((meeting) => meeting.municipalityIds.includes(municipality.id))
    .map((meeting) => meeting.heldOn)
    .sort();
  const last = dates.at(-1);
  return {
    municipality,
    answering: assessment?.submittedAt ? 'submitted' : assessment?.startedAt ? 'started' : 'not-started',
    level: assessment?.submittedAt ? assessment.level : null,
    met: last === undefined ? { met: false, because: 'no-meeting-logged' } : { met: true, times: dates.length, last }
  };
}

/**
 * `reachState` of a whole network, in the order of the municipalities; assessments are those of one wave.
 *
 * @example
 * reachStates([norsjo, mala], [], [meetingInMala]).map((r) => r.met.met) // [false, true]
 */
export function reachStates(
  municipalities: readonly MunicipalityRecord[],
  assessments: readonly AssessmentRecord[],
  meetings: readonly MeetingRecord[]
): Reach[] {
  const assessmentOf = new Map(assessments.map((assessment) => [assessment.municipalityId, assessment]));
  const meetingsOf = new Map<string, MeetingRecord[]>();
  for (const meeting of meetings) {
    for (const id of meeting.municipalityIds) {
      const list = meetingsOf.get(id);
      if (list) list.push(meeting);
      else meetingsOf.set(id, [meeting]);
    }
  }
  return municipalities.map((municipality) =>
    reachState(municipality, assessmentOf.get(municipality.id), meetingsOf.get(municipality.id) ?? [])
  );
}

/**
 * Neither met nor begun to answer: these come first wherever municipalities are listed.
 *
 * @example
 * isUnreached(reachState(norsjo, undefined, [])) // true
 */
export function isUnreached({ answering, met }: Reach): boolean {
  return !met.met && answering === 'not-started';
}

/**
 * Counts of a list of municipalities.
 *
 * @example
 * countCoverage([reachState(norsjo, undefined, [])]) // { population: 1, started: 0, submitted: 0, met: 0, unreached: 1 }
 */
export function countCoverage(reaches: readonly Reach[]): Coverage {
  const count = (is: (reach: Reach) => boolean) => reaches.filter(is).length;
  return {
    population: reaches.length,
    started: count((r) => r.answering !== 'not-started'),
    submitted: count((r) => r.answering === 'submitted'),
    met: count((r) => r.met.met),
    unreached: count(isUnreached)
  };
}

/** `code` null: the register names no county. */
export type CountyCoverage = Coverage & { code: string | null; name: string | null };

/**
 * Coverage by county, in the order of county codes, municipalities without a county last.
 *
 * @example
 * coverageByCounty([reachState(norsjo, undefined, [])])
 * // [{ code: '24', name: 'Västerbotten', population: 1, started: 0, submitted: 0, met: 0, unreached: 1 }]
 */
export function coverageByCounty(reaches: readonly Reach[]): CountyCoverage[] {
  const groups = new Map<string | null, Reach[]>();
  for (const reach of reaches) {
    const code = reach.municipality.countyCode;
    groups.set(code, [...(groups.get(code) ?? []), reach]);
  }
  return [...groups]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .map(([code, group]) => ({ code, name: group[0]?.municipality.countyName ?? null, ...countCoverage(group) }));
}

/** `size` null: the register has no number of inhabitants. */
export type SizeCoverage = Coverage & { size: SizeClassId | null };

/**
 * Coverage by number of inhabitants, smallest first; classes without municipalities are left out.
 *
 * @example
 * coverageBySize([reachState(norsjo, undefined, [])])[0]?.size // 's1', under 5,000 inhabitants
 */
export function coverageBySize(reaches: readonly Reach[]): SizeCoverage[] {
  const sizes = [...SIZE_CLASSES.map(({ id }) => id), null];
  return sizes
    .map((size) => ({
      size,
      ...countCoverage(reaches.filter((r) => sizeClassOf(r.municipality.population) === size))
    }))
    .filter(({ population }) => population > 0);
}

/**
 * Order of a list in which those still to be reached stand first: unreached, then answering but not met, then met
 * but not submitted, then the rest; the smallest first in each, because the smallest are the hardest to reach.
 *
 * @example
 * [metAndSubmitted, unreachedBig, unreachedSmall].sort(compareUnreachedFirst) // unreachedSmall, unreachedBig, ...
 */
export function compareUnreachedFirst(a: Reach, b: Reach): number {
  const size = (reach: Reach) => reach.municipality.population ?? Infinity;
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (size(a) !== size(b)) return size(a) - size(b);
  return a.municipality.code < b.municipality.code ? -1 : 1;
}

function rank(reach: Reach): number {
  if (isUnreached(reach)) return 0;
  if (!reach.met.met) return 1;
  return reach.answering === 'submitted' ? 3 : 2;
}
