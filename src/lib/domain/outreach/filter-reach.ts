import { mainGroupOf, SIZE_CLASSES, type SizeClassId, sizeClassOf } from '../register/size-class';
import { type Answering, isUnreached, type Reach } from './coverage';
import { foldText } from './fold-text';

export const ANSWERING = ['not-started', 'started', 'submitted'] as const satisfies readonly Answering[];
export const MET_FILTERS = ['met', 'not-met', 'unreached'] as const;
export type MetFilter = (typeof MET_FILTERS)[number];

/** What a list of municipalities is narrowed to; empty parts do not narrow. */
export interface ReachFilter {
  query: string;
  countyCode: string;
  size: SizeClassId | '';
  /** SKR's main group; left out: any. */
  group?: 'A' | 'B' | 'C' | '';
  answering: Answering[];
  met: MetFilter | '';
}

/**
 * A filter from an address; what is not a value of ours is left out, as people mistype and links age.
 *
 * @example
 * readReachFilter(new URLSearchParams('q=mal&answers=started&answers=no&met=not-met'))
 * // { query: 'mal', countyCode: '', size: '', group: '', answering: ['started'], met: 'not-met' }
 */
export function readReachFilter(address: URLSearchParams): ReachFilter {
  const one = <T extends string>(name: string, values: readonly T[]): T | '' =>
    values.find((value) => value === address.get(name)) ?? '';
  return {
    query: (address.get('q') ?? '').slice(0, 100).trim(),
    countyCode: address.get('county') ?? '',
    size: one(
      'size',
      SIZE_CLASSES.map(({ id }) => id)
    ),
    group: one('group', ['A', 'B', 'C'] as const),
    answering: ANSWERING.filter((value) => address.getAll('answers').includes(value)),
    met: one('met', MET_FILTERS)
  };
}

/**
 * Narrows a list; the order stays.
 *
 * @example
 * filterReach([inSkane, inDalarna], { ...nothing, countyCode: '12' }) // [inSkane]
 */
export function filterReach(reaches: readonly Reach[], filter: ReachFilter): Reach[] {
  const typed = foldText(filter.query);
  return reaches.filter((reach) => {
    const { name, code, countyCode, population } = reach.municipality;
    if (typed && !foldText(name).includes(typed) && !code.startsWith(typed)) return false;
    if (filter.countyCode && countyCode !== filter.countyCode) return false;
    if (filter.size && sizeClassOf(population) !== filter.size) return false;
    if (filter.group && mainGroupOf(reach.municipality.groupCode) !== filter.group) return false;
    if (filter.answering.length > 0 && !filter.answering.includes(reach.answering)) return false;
    return fitsMet(reach, filter.met);
  });
}

function fitsMet(reach: Reach, met: MetFilter | ''): boolean {
  switch (met) {
    case 'met':
      return reach.met.met;
    case 'not-met':
      return !reach.met.met;
    case 'unreached':
      return isUnreached(reach);
    case '':
      return true;
  }
}
