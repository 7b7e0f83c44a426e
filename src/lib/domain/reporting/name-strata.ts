import { SIZE_CLASSES } from '../register/size-class';
import type { Breakdown, StratumClass } from './aggregate-types';
import type { Param, Phrase } from './document';
import { phrase } from './draft';

const UNKNOWN = 'unknown';

/**
 * What a class of a breakdown is called. Size classes that were put together read as one range.
 *
 * @example
 * nameClass('size', { id: 's1+s2', of: ['s1', 's2'] }, {}) // "fewer than 10,000"
 */
export function nameClass(by: Breakdown, { of }: StratumClass, countyNames: Readonly<Record<string, string>>): Phrase {
  const known = of.filter((id) => id !== UNKNOWN);
  if (known.length === 0) return phrase(by === 'area' ? 'row.area-unknown' : 'row.unknown');
  const name = nameKnown(by, known, countyNames);
  return known.length < of.length ? phrase('row.with-unknown', { name }) : name;
}

function nameKnown(by: Breakdown, ids: readonly string[], countyNames: Readonly<Record<string, string>>): Phrase {
  if (by === 'size') return nameSizes(ids);
  if (by === 'stratum') return phrase('row.names', { names: { list: nameStrata(ids), style: 'parts' } });
  const names = ids.map((id): Param => (by === 'area' ? { text: countyNames[id] ?? id } : nameGroup(id)));
  return phrase('row.names', { names: { list: names, style: 'and' } });
}

/** Sizes of one type are named together. */
function nameStrata(ids: readonly string[]): Phrase[] {
  const sizesOf = new Map<string, string[]>();
  for (const id of ids) {
    const [size = '', group = ''] = id.split('/');
    sizesOf.set(group, [...(sizesOf.get(group) ?? []), size]);
  }
  return [...sizesOf].map(([group, sizes]) => {
    const name = phrase('annex.stratum-group', {
      group: group === UNKNOWN ? phrase('row.unknown') : { text: group }
    });
    if (SIZE_CLASSES.every(({ id }) => sizes.includes(id))) return phrase('annex.stratum-all', { group: name });
    return phrase('annex.stratum', { size: nameClass('size', { id: sizes.join('+'), of: sizes }, {}), group: name });
  });
}

export function nameGroup(id: string): Phrase {
  return phrase(id === 'A' || id === 'B' || id === 'C' ? `group.${id}` : 'row.unknown');
}

/** One after the other they are a range, else each is named. */
function nameSizes(ids: readonly string[]): Phrase {
  const places = ids.map((id) => SIZE_CLASSES.findIndex((size) => size.id === id)).sort((a, b) => a - b);
  const [first, last] = [places[0]!, places.at(-1)!];
  if (first < 0) return phrase('row.unknown');
  if (last - first === places.length - 1) return nameRange(SIZE_CLASSES[first]!.min, SIZE_CLASSES[last]!.max);
  const names = places.map((place) => nameRange(SIZE_CLASSES[place]!.min, SIZE_CLASSES[place]!.max));
  return phrase('row.names', { names: { list: names, style: 'and' } });
}

function nameRange(min: number, max: number | null): Phrase {
  if (max === null) return phrase('size.over', { from: { number: min } });
  if (min === 0) return phrase('size.under', { limit: { number: max + 1 } });
  return phrase('size.between', { from: { number: min }, to: { number: max } });
}

/**
 * Part of a block's id: a class id as an address can hold it.
 *
 * @example
 * slugOf('s1+s2') // 's1-s2'
 */
export function slugOf(id: string): string {
  return id.replaceAll(/[^\w-]/g, '-');
}
