import { ok, type Problem, refuseAll, type Result } from '../shared/result';
import type { TravelLimit, VisitProblem } from './visit-problem';
import { type VisitInput, visitInput } from './visit-input';

/**
 * Reads what `docs/visits-format.md` describes.
 *
 * Errors, each with the field: `invalid`; `limit-unclear` (both kilometres and hours, or none); `id-twice`; `id-unknown`
 * (home, pin or exclude names no candidate); `pinned-and-excluded`.
 *
 * @example
 * readVisits({ home: 'a', days: 1, kmPerDay: 100, candidates: [{ id: 'a', lat: 60, lon: 15 }] }) // { ok: true, ... }
 */
export function readVisits(input: unknown): Result<VisitProblem> {
  const parsed = visitInput.safeParse(input);
  if (!parsed.success)
    return refuseAll(
      parsed.error.issues.slice(0, 100).map(({ path, message, ...issue }) => {
        const field = path.map(String).join('.') || 'input';
        const unknown = 'keys' in issue ? `has no field ${(issue.keys as string[]).join(', ')} - take it out` : message;
        return { code: 'invalid', path: field, message: `${field} ${unknown}${shown(input, path)}` };
      })
    );
  const given = parsed.data;
  const limit = readLimit(given);
  const problems = [...(limit.ok ? [] : limit.problems), ...checkIds(given)];
  if (!limit.ok || problems.length) return refuseAll(problems);
  const home = typeof given.home === 'string' ? given.candidates.find(({ id }) => id === given.home)! : given.home;
  const { candidates, strata, days, visitsPerDay, detour, pointsPer100Km, pin, exclude } = given;
  return ok({
    ...{ candidates, strata, days, visitsPerDay, detour, pointsPer100Km },
    ...{ home: { lat: home.lat, lon: home.lon }, limit: limit.value, pinned: pin, excluded: exclude }
  });
}

function shown(input: unknown, path: readonly PropertyKey[]): string {
  let value = input;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  const text = JSON.stringify(value) ?? 'nothing';
  return ` - got ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`;
}

/**
 * How far a day may go, from the fields of a file or a form.
 *
 * @example
 * readLimit({ kmPerDay: 400, kmPerHour: 70, hoursPerVisit: 1.5 }) // { ok: true, value: { km: 400 } }
 */
export function readLimit(
  given: Pick<VisitInput, 'kmPerHour' | 'hoursPerVisit'> & {
    kmPerDay?: number | undefined;
    hoursPerDay?: number | undefined;
  }
): Result<TravelLimit> {
  const { kmPerDay, hoursPerDay, kmPerHour, hoursPerVisit } = given;
  if ((kmPerDay === undefined) === (hoursPerDay === undefined)) {
    const got = kmPerDay === undefined ? 'neither' : `both ${kmPerDay} km and ${hoursPerDay} hours`;
    const message = `Give kmPerDay or hoursPerDay, one of the two - got ${got}.`;
    return refuseAll([{ code: 'limit-unclear', path: 'kmPerDay', message }]);
  }
  return ok(kmPerDay !== undefined ? { km: kmPerDay } : { hours: hoursPerDay!, kmPerHour, hoursPerVisit });
}

function checkIds({ candidates, home, pin, exclude }: VisitInput): Problem[] {
  const problems: Problem[] = [];
  const known = new Set<string>();
  candidates.forEach(({ id }, at) => {
    if (known.has(id))
      problems.push({
        ...{ code: 'id-twice', path: `candidates.${at}.id` },
        message: `Every candidate stands in the list once - got "${id}" a second time.`
      });
    known.add(id);
  });
  const named: [string, string][] = [
    ...pin.map((id, at): [string, string] => [`pin.${at}`, id]),
    ...exclude.map((id, at): [string, string] => [`exclude.${at}`, id]),
    ...(typeof home === 'string' ? [['home', home] as [string, string]] : [])
  ];
  for (const [path, id] of named)
    if (!known.has(id))
      problems.push({
        code: 'id-unknown',
        path,
        message: `Name a candidate of the list - got "${id}", which is none.`
      });
  const out = new Set(exclude);
  pin.forEach((id, at) => {
    if (out.has(id))
      problems.push({
        ...{ code: 'pinned-and-excluded', path: `pin.${at}` },
        message: `A municipality is pinned or excluded, not both - got "${id}" in both lists.`
      });
  });
  return problems;
}
