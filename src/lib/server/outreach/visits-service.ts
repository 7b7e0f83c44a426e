import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { Point } from '$lib/domain/mentoring/distance';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { VisitPlan } from '$lib/domain/visits/plan-visits';
import { readLimit } from '$lib/domain/visits/read-visits';
import type { ResponseReason } from '$lib/domain/visits/response-likelihood';
import { DEFAULT_STRATUM_POINTS, openStrata, strataOf } from '$lib/domain/visits/strata';
import type { VisitProblem, VisitProgress } from '$lib/domain/visits/visit-problem';
import type { App } from '../app';
import { gatherVisits, type VisitPlace } from './gather-visits';
import { type VisitRequest, visitRequest } from './visit-settings';

/** Longer nobody waits; what is found by then comes with its gap. */
const MOST_MS = 30_000;

export interface PlannedVisits extends VisitPlan {
  home: Point;
  /** All that could have been visited: what is known of each, and why. */
  known: {
    id: string;
    code: string;
    name: string;
    response: number;
    because: ResponseReason;
    contacted: string | null;
  }[];
  /** Not met, but the register has no place for them. */
  withoutPlace: string[];
  /** Strata that were not covered before. */
  open: string[];
}

/**
 * The next best visits of a network: who has not been met, from where, in how many days. Reads only; a plan becomes meetings
 * where somebody makes them of it.
 *
 * Errors: those of the settings, by field; `home-unknown`, `home-without-place`, `limit-unclear`, `id-unknown`,
 * `pinned-and-excluded`, and those of `planVisits`.
 */
export async function planNetworkVisits(
  app: App,
  actor: Actor,
  input: VisitRequest,
  options: { signal?: AbortSignal; onProgress?: (progress: VisitProgress) => void } = {}
): Promise<Result<PlannedVisits>> {
  const refused = authorize(actor, 'visit:plan', { networkId: input.networkId });
  if (refused) return refused;
  const parsed = visitRequest.safeParse(input);
  if (!parsed.success)
    return refuseAll(
      parsed.error.issues.slice(0, 50).map(({ path, message }) => {
        const field = path.map(String).join('.');
        return { code: 'invalid', path: field, message: `${field || 'body'} ${message}` };
      })
    );
  const given = parsed.data;
  const places = await gatherVisits(app, given.networkId);
  const home = homeOf(places, given.home);
  const limit = readLimit(given);
  if (!home.ok) return home;
  if (!limit.ok) return limit;
  const wanted = places.filter(({ met }) => given.again || !met);
  const candidates = wanted.flatMap(({ municipality, response }) => {
    const { id, lat, lon } = municipality;
    return lat === null || lon === null ? [] : [{ id, lat, lon, response, covers: strataOf(municipality) }];
  });
  const named = checkNamed(places, new Set(candidates.map(({ id }) => id)), given);
  if (!named.ok) return named;
  const strata = openStrata(
    wanted.map(({ municipality }) => municipality),
    places.filter(({ met }) => met).map(({ municipality }) => municipality),
    { ...DEFAULT_STRATUM_POINTS, ...withoutUndefined(given.points) }
  );
  const { days, visitsPerDay, detour, pointsPer100Km, pinned, excluded } = given;
  const problem: VisitProblem = {
    ...{ candidates, strata, home: home.value, days, visitsPerDay, limit: limit.value, detour, pointsPer100Km },
    ...{ pinned, excluded: excluded.filter((id) => candidates.some((one) => one.id === id)) }
  };
  const late = AbortSignal.timeout(MOST_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, late]) : late;
  const plan = await app.offload('planVisits', problem, { signal, onProgress: options.onProgress });
  if (!plan.ok) return plan;
  return ok({
    ...{ ...plan.value, home: home.value, open: Object.keys(strata).sort() },
    known: wanted.map(({ municipality: { id, code, name }, response, because, contacted }) => ({
      ...{ id, code, name, response, because, contacted }
    })),
    withoutPlace: wanted.filter(({ municipality: { lat, lon } }) => lat === null || lon === null).map(idOf)
  });
}

const idOf = ({ municipality }: VisitPlace) => municipality.id;

function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

function homeOf(places: readonly VisitPlace[], home: { municipalityId: string } | Point): Result<Point> {
  if (!('municipalityId' in home)) return ok(home);
  const found = places.find((place) => idOf(place) === home.municipalityId)?.municipality;
  if (!found)
    return refuse('home-unknown', 'home', 'Start from a municipality of the register - this one is not in it.');
  const { lat, lon, name } = found;
  if (lat === null || lon === null)
    return refuse(
      'home-without-place',
      'home',
      `The register has no place for ${name} - start from another municipality, or import its position.`
    );
  return ok({ lat, lon });
}

function checkNamed(
  places: readonly VisitPlace[],
  candidates: ReadonlySet<string>,
  { pinned, excluded }: { pinned: string[]; excluded: string[] }
): Result<null> {
  const names = new Map(places.map(({ municipality: { id, name } }) => [id, name]));
  for (const id of pinned) {
    const name = names.get(id);
    if (name === undefined)
      return refuse('id-unknown', 'pinned', 'Pin municipalities of the register - one is not in it.');
    if (excluded.includes(id))
      return refuse('pinned-and-excluded', 'pinned', `${name} is both pinned and left out - choose one of the two.`);
    if (!candidates.has(id))
      return refuse(
        'pin-not-possible',
        'pinned',
        `${name} can not be pinned: it was met before, or the register has no place for it - take the pin out.`
      );
  }
  return ok(null);
}
