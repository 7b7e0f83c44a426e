import fc from 'fast-check';
import { seededRandom } from '../shared/random';
import type { VisitProblem } from './visit-problem';

const COUNTIES = ['county:17', 'county:20', 'county:21'];
const SIZES = ['size:s1', 'size:s2', 'size:s3'];

/** Invented municipalities within some 250 km of one another. */
export function arbitraryVisits(most: number): fc.Arbitrary<VisitProblem> {
  const candidate = fc.record({
    lat: fc.integer({ min: 5800, max: 6150 }).map((v) => v / 100),
    lon: fc.integer({ min: 1250, max: 1700 }).map((v) => v / 100),
    // few different values, so that many plans are worth the same
    response: fc.constantFrom(0, 5, 40, 40, 90),
    covers: fc.tuple(fc.constantFrom(...COUNTIES), fc.constantFrom(...SIZES)).map((list) => [...list])
  });
  return fc
    .record({
      places: fc.array(candidate, { maxLength: most }),
      points: fc.array(fc.constantFrom(0, 20, 100), { minLength: 6, maxLength: 6 }),
      home: fc.constantFrom({ lat: 59.6, lon: 14.5 }, { lat: 60.6, lon: 15.6 }),
      days: fc.integer({ min: 1, max: 4 }),
      visitsPerDay: fc.constantFrom(1 as const, 2 as const, 3 as const),
      limit: fc.oneof(
        fc.constantFrom({ km: 150 }, { km: 350 }, { km: 700 }),
        fc.constant({ hours: 9, kmPerHour: 70, hoursPerVisit: 1.5 })
      ),
      pointsPer100Km: fc.constantFrom(0, 1, 10, 60),
      pins: fc.array(fc.nat(20), { maxLength: 2 }),
      out: fc.array(fc.nat(20), { maxLength: 2 })
    })
    .map(({ places, points, pins, out, ...rest }): VisitProblem => {
      const candidates = places.map((place, at) => ({ id: `m${at}`, ...place }));
      const pick = (list: number[]) => [...new Set(list)].flatMap((at) => candidates[at]?.id ?? []);
      const excluded = pick(out);
      const strata = Object.fromEntries([...COUNTIES, ...SIZES].map((id, at) => [id, points[at]!]));
      const pinned = pick(pins).filter((id) => !excluded.includes(id));
      return { ...rest, candidates, strata, detour: 1.3, pinned, excluded };
    });
}

/** An invented country of so many municipalities, the same one for the same seed. */
export function inventVisits(
  n: number,
  seed: number,
  given: Pick<VisitProblem, 'days' | 'limit'> & Partial<VisitProblem>
): VisitProblem {
  const next = seededRandom(seed);
  const strata: Record<string, number> = {};
  const candidates = Array.from({ length: n }, (_, at) => {
    const [lat, lon] = [57 + next() * 5, 12 + next() * 6];
    const county = `county:${Math.floor((lat - 57) / 1.2)}${Math.floor((lon - 12) / 1.5)}`;
    const size = `size:s${1 + Math.floor(next() * 6)}`;
    const group = `group:${'ABC'[Math.floor(next() * 3)]!}`;
    const cell = `cell:${county}/${size}/${group}`;
    for (const [id, points] of [
      [county, 100],
      [size, 100],
      [group, 100],
      [cell, 20]
    ] as const)
      strata[id] = points;
    const response = Math.floor(next() * 19) * 5;
    return { id: `m${String(at).padStart(4, '0')}`, lat, lon, response, covers: [county, size, group, cell] };
  });
  return {
    ...{ candidates, strata, home: { lat: 59.3, lon: 15 }, visitsPerDay: 3 as const, detour: 1.3, pointsPer100Km: 10 },
    ...{ pinned: [], excluded: [], ...given }
  };
}
