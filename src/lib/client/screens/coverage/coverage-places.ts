import { currentWave } from '$lib/domain/assessment/current-wave';
import {
  COVERAGE_DIVISIONS,
  type CoverageFilter,
  type Divisible,
  firstDays,
  fitsCoverage,
  NO_DAYS,
  type StageDays,
  type StageEvent
} from '$lib/domain/outreach/coverage-stages';
import { device } from '../../device.svelte';

export interface CoveragePlace extends Divisible {
  id: string;
  code: string;
  name: string;
  countyName: string | null;
  lat: number | null;
  lon: number | null;
  days: StageDays;
}

/** What `/api/v1/coverage` answers. */
export interface CoverageAnswer {
  on: string;
  wave: { id: string; name: string } | null;
  municipalities: CoveragePlace[];
}

/** Meetings and assessments of this device: there without network, and ahead of the server while something waits. */
function eventsHere(): StageEvent[] {
  const wave = currentWave(device.all('wave'));
  const assessments = device.all('assessment').filter(({ waveId }) => waveId === wave?.id);
  return [
    ...device
      .all('meeting')
      .flatMap(({ municipalityIds, heldOn }) =>
        municipalityIds.map((municipalityId): StageEvent => ({ municipalityId, stage: 'met', on: heldOn }))
      ),
    ...assessments.flatMap(({ municipalityId, startedAt, submittedAt }): StageEvent[] => [
      ...(startedAt ? [{ municipalityId, stage: 'started' as const, on: startedAt }] : []),
      ...(submittedAt ? [{ municipalityId, stage: 'assessed' as const, on: submittedAt }] : [])
    ])
  ];
}

/** Every municipality with its first days: of the server, where it has answered, and of this device. */
export function readPlaces(answer: CoverageAnswer | null): CoveragePlace[] {
  const places = answer?.municipalities ?? device.all('municipality').map((one) => ({ ...one, days: NO_DAYS }));
  const here = firstDays(
    places.map(({ id }) => id),
    eventsHere()
  );
  return places.map((place) => ({ ...place, days: earliest(place.days, here.get(place.id)!) }));
}

function earliest(a: StageDays, b: StageDays): StageDays {
  const of = (stage: keyof StageDays) => {
    const [one, other] = [a[stage], b[stage]];
    return one === null || (other !== null && other < one) ? other : one;
  };
  return {
    contacted: of('contacted'),
    replied: of('replied'),
    met: of('met'),
    assessed: of('assessed'),
    started: of('started')
  };
}

export function narrowPlaces(places: readonly CoveragePlace[], filter: CoverageFilter): CoveragePlace[] {
  return places.filter((place) => fitsCoverage(filter, place));
}

/** The part of an address that narrows, for links to other lists with the same filter. */
export function filterAddress(address: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of COVERAGE_DIVISIONS) if (address.get(name)) kept.set(name, address.get(name)!);
  return kept.toString();
}
