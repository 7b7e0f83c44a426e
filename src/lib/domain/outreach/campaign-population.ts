import { mainGroupOf, SIZE_CLASSES, type SizeClassId, sizeClassOf } from '../register/size-class';
import { ok, refuseAll, type Result } from '../shared/result';

/** Overall levels, and `none` for those not assessed. */
export const LEVEL_CHOICES = ['0', '1', '2', '3', '4', '5', 'none'] as const;
export type LevelChoice = (typeof LEVEL_CHOICES)[number];
export const GROUP_CHOICES = ['A', 'B', 'C'] as const;
export type GroupChoice = (typeof GROUP_CHOICES)[number];

/** Which municipalities a campaign is for; empty parts do not narrow. */
export interface CampaignFilter {
  levels: LevelChoice[];
  sizes: SizeClassId[];
  counties: string[];
  groups: GroupChoice[];
  /** Neither met, nor answering, nor has anybody there ever answered a campaign. */
  neverReached: boolean;
  /** ISO date: nothing has passed between us since. Empty: whenever. */
  lastContactBefore: string;
  /** Only these, by official code. */
  targets: string[];
  /** Never these, by official code. */
  excluded: string[];
}

export const NO_FILTER: CampaignFilter = {
  levels: [],
  sizes: [],
  counties: [],
  groups: [],
  neverReached: false,
  lastContactBefore: '',
  targets: [],
  excluded: []
};

/** A municipality as a campaign sees it. */
export interface CampaignPlace {
  id: string;
  code: string;
  name: string;
  countyCode: string | null;
  countyName: string | null;
  groupCode: string | null;
  population: number | null;
  /** Overall level in the current wave; null: not assessed. */
  level: number | null;
  reached: boolean;
  /** ISO date of the last meeting, message or answer. */
  lastContactOn: string | null;
}

/**
 * A filter from an address or a form; what is not a value of ours is left out. Codes in lists may stand between commas,
 * semicolons, spaces and lines, as they are pasted.
 *
 * @example
 * readCampaignFilter(new URLSearchParams('level=0&level=9&county=22&excluded=2281, 2284')).excluded // ['2281', '2284']
 */
export function readCampaignFilter(given: URLSearchParams): CampaignFilter {
  const some = <T extends string>(name: string, values: readonly T[]): T[] => {
    const asked = given.getAll(name);
    return values.filter((value) => asked.includes(value));
  };
  const codes = (name: string) => [
    ...new Set(
      given
        .getAll(name)
        .join(' ')
        .slice(0, 20_000)
        .split(/[\s,;]+/)
        .filter(Boolean)
    )
  ];
  const before = given.get('before') ?? '';
  return {
    levels: some('level', LEVEL_CHOICES),
    sizes: some(
      'size',
      SIZE_CLASSES.map(({ id }) => id)
    ),
    counties: [...new Set(given.getAll('county').filter((code) => /^[\p{L}\p{N}-]{1,10}$/u.test(code)))],
    groups: some('group', GROUP_CHOICES),
    neverReached: given.get('never') === 'yes',
    lastContactBefore: /^\d{4}-\d{2}-\d{2}$/.test(before) ? before : '',
    targets: codes('targets'),
    excluded: codes('excluded')
  };
}

/**
 * A filter as it stands in an address; the inverse of `readCampaignFilter`.
 *
 * @example
 * writeCampaignFilter({ ...NO_FILTER, neverReached: true }).toString() // 'never=yes'
 */
export function writeCampaignFilter(filter: CampaignFilter): URLSearchParams {
  const address = new URLSearchParams();
  for (const [name, values] of [
    ['level', filter.levels],
    ['size', filter.sizes],
    ['county', filter.counties],
    ['group', filter.groups]
  ] as const)
    for (const value of values) address.append(name, value);
  if (filter.neverReached) address.set('never', 'yes');
  if (filter.lastContactBefore) address.set('before', filter.lastContactBefore);
  if (filter.targets.length) address.set('targets', filter.targets.join(' '));
  if (filter.excluded.length) address.set('excluded', filter.excluded.join(' '));
  return address;
}

/**
 * The municipalities a filter describes, in the order given. A list that names a code the register does not have is
 * refused with that code: silently writing to fewer than meant is a fault nobody would see.
 *
 * Errors, at `targets` or `excluded`: `code-unknown` with the fact `codes`.
 *
 * @example
 * selectPlaces([norsjo, mala], { ...NO_FILTER, excluded: ['2418'] }) // { ok: true, value: [norsjo] }
 */
export function selectPlaces(places: readonly CampaignPlace[], filter: CampaignFilter): Result<CampaignPlace[]> {
  const known = new Set(places.map(({ code }) => code));
  const problems = (['targets', 'excluded'] as const).flatMap((path) => {
    const unknown = filter[path].filter((code) => !known.has(code));
    if (!unknown.length) return [];
    const codes = unknown.slice(0, 10).join(', ');
    const message = `Take codes out that are not in the register - got ${codes}. A code looks like ${[...known][0] ?? '2161'}.`;
    return [{ code: 'code-unknown', path, message, facts: { codes } }];
  });
  if (problems.length) return refuseAll(problems);
  return ok(places.filter((place) => fits(place, filter)));
}

function fits(place: CampaignPlace, filter: CampaignFilter): boolean {
  const among = <T>(list: readonly T[], value: T | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  const level: LevelChoice = LEVEL_CHOICES.find((choice) => choice === String(place.level)) ?? 'none';
  return (
    among(filter.levels, level) &&
    among(filter.sizes, sizeClassOf(place.population)) &&
    among(filter.counties, place.countyCode) &&
    among(filter.groups, mainGroupOf(place.groupCode)) &&
    among(filter.targets, place.code) &&
    !filter.excluded.includes(place.code) &&
    !(filter.neverReached && place.reached) &&
    (filter.lastContactBefore === '' || place.lastContactOn === null || place.lastContactOn < filter.lastContactBefore)
  );
}
