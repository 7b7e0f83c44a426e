import type { Breakdown } from '../aggregate-types';
import type { Places } from './strata';

/** A group of municipalities: those of all these classes, but for those of another; none: everybody. */
export interface Group {
  name: string;
  is: readonly (readonly [by: Breakdown, id: string])[];
  not?: readonly [by: Breakdown, id: string];
}

export const EVERYBODY: Group = { name: '*', is: [] };

/** A class by its place. */
export type ClassAt = readonly [by: Breakdown, at: number];

/**
 * Names a group by the classes it is in; the only class of a breakdown is everybody.
 *
 * @example
 * nameGroup(places, ['size', 'group'], [0, 2]).name // 'size s1 & group C'
 */
export function nameGroup({ strata }: Places, by: readonly Breakdown[], classes: readonly number[]): Group {
  const is = by.flatMap((one, at) => (strata[one].length > 1 ? [[one, strata[one][classes[at]!]!.id] as const] : []));
  return is.length > 0 ? { name: is.map((one) => one.join(' ')).join(' & '), is } : EVERYBODY;
}

/** Those of a class that are not in another. */
export function nameRest(places: Places, outer: ClassAt, inner: ClassAt): Group {
  const { name, is } = nameGroup(places, [outer[0]], [outer[1]]);
  const not = [inner[0], places.strata[inner[0]][inner[1]]!.id] as const;
  return { name: `${name} less ${not.join(' ')}`, is, not };
}

/**
 * The groups in which classes of these breakdowns overlap, with their combinations.
 *
 * @example
 * findOverlaps(places, ['size', 'group'])[0] // { group: { name: 'size s1 & group C', ... }, classes, combos: [0, 3] }
 */
export function findOverlaps(places: Places, by: readonly Breakdown[]) {
  const groups = new Map<string, { group: Group; classes: Record<Breakdown, number>; combos: number[] }>();
  for (const [combo, classes] of places.combos.entries()) {
    const group = nameGroup(
      places,
      by,
      by.map((one) => classes[one])
    );
    const found = groups.get(group.name) ?? { group, classes, combos: [] };
    found.combos.push(combo);
    groups.set(group.name, found);
  }
  return [...groups.values()];
}

/** Areas wholly within a class and classes wholly within an area, with the combinations that only the outer one has. */
export function findNested({ combos, strata }: Places, by: readonly Breakdown[]) {
  const found: { outer: ClassAt; inner: ClassAt; combos: number[] }[] = [];
  const classesOf = (one: Breakdown) => {
    const of = strata[one].map((): number[] => []);
    for (const [combo, places] of combos.entries()) of[places[one]]!.push(combo);
    return of;
  };
  const isIn = (combo: number, [one, at]: ClassAt) => combos[combo]![one] === at;
  const areas = classesOf('area');
  for (const one of by)
    for (const [at, of] of classesOf(one).entries()) {
      const asClass: ClassAt = [one, at];
      for (const area of new Set(of.map((combo) => combos[combo]!.area))) {
        const asArea: ClassAt = ['area', area];
        const [beyond, left] = [
          areas[area]!.filter((combo) => !isIn(combo, asClass)),
          of.filter((combo) => !isIn(combo, asArea))
        ];
        if (beyond.length === 0 && left.length > 0) found.push({ outer: asClass, inner: asArea, combos: left });
        else if (left.length === 0 && beyond.length > 0) found.push({ outer: asArea, inner: asClass, combos: beyond });
      }
    }
  return found;
}
