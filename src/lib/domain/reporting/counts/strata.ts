import { SMALL_GROUP } from '../../disclosure/merge-groups';
import { SIZE_CLASSES } from '../../register/size-class';
import {
  BREAKDOWNS,
  type Breakdown,
  type ReportMunicipality,
  type Strata,
  type StratumClass
} from '../aggregate-types';
import { collapseStrata } from '../statistics/collapse-strata';

/** What is asked of a class: how many there are, how many answered, and how many of those publish themselves. */
interface Part {
  id: string;
  population: number;
  answered: number;
  known: number;
}

const UNKNOWN = 'unknown';
const SIZES: readonly string[] = [...SIZE_CLASSES.map(({ id }) => id), UNKNOWN];
const GROUPS: readonly string[] = ['A', 'B', 'C', UNKNOWN];

/** Which part of each breakdown a municipality is in, before parts are put together. */
export function partOf(one: ReportMunicipality, by: Breakdown): string {
  const [size, group] = [one.sizeClass ?? UNKNOWN, one.mainGroup ?? UNKNOWN];
  if (by === 'size') return size;
  if (by === 'group') return group;
  return by === 'stratum' ? `${size}/${group}` : (one.county ?? UNKNOWN);
}

/**
 * The classes of a wave: size classes and main groups, each with its neighbour until ten or more that do not publish
 * themselves have answered, or nobody; strata of size by group until ten have; counties with ten alone, the others put
 * together in the order of their codes.
 *
 * A class of ten is never a small group in which nearly all are alike (`mergeGroups`), whatever was asked. And it depends
 * on who answered alone, never on what: so it is the same in every table, and says nothing.
 *
 * @param answered By municipality, 1 where it answered.
 * @param known By municipality, 1 where it publishes its own result.
 * @example
 * fixStrata(municipalities, answered, known).size // [{ id: 's1+s2', of: ['s1', 's2'] }, { id: 's3', of: ['s3'] }, ...]
 */
export function fixStrata(
  municipalities: readonly ReportMunicipality[],
  answered: Uint8Array,
  known: Uint8Array
): Strata {
  const parts = (by: Breakdown) => countParts(municipalities, by, answered, known);
  const present = (order: readonly string[], by: Breakdown) => {
    const found = new Map(parts(by).map((part) => [part.id, part]));
    return order.flatMap((id) => found.get(id) ?? []);
  };
  return {
    size: mergeNeighbours(present(SIZES, 'size')),
    group: mergeNeighbours(present(GROUPS, 'group')),
    stratum: collapse(parts('stratum')),
    area: mergeAreas(parts('area'))
  };
}

function countParts(
  municipalities: readonly ReportMunicipality[],
  by: Breakdown,
  answered: Uint8Array,
  known: Uint8Array
): Part[] {
  const parts = new Map<string, Part>();
  for (const [at, one] of municipalities.entries()) {
    const id = partOf(one, by);
    const part = parts.get(id) ?? { id, population: 0, answered: 0, known: 0 };
    part.population++;
    part.answered += answered[at]!;
    part.known += answered[at]! & known[at]!;
    parts.set(id, part);
  }
  return [...parts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Answers of so few that do not publish themselves tell about them. */
export const isThin = ({ answered, known }: { answered: number; known: number }) =>
  answered > known && answered - known < SMALL_GROUP;

const nameClass = (of: string[]): StratumClass => ({ id: of.join('+'), of });

function mergeNeighbours(parts: readonly Part[]): StratumClass[] {
  const classes = parts.map((part) => ({ ...part, of: [part.id] }));
  for (;;) {
    const at = classes.findIndex(isThin);
    if (at < 0 || classes.length === 1) return classes.map(({ of }) => nameClass(of));
    const [before, after] = [classes[at - 1], classes[at + 1]];
    const first = !after || (before && before.answered <= after.answered) ? at - 1 : at;
    const [one, other] = [classes[first]!, classes[first + 1]!];
    classes.splice(first, 2, {
      ...one,
      of: [...one.of, ...other.of],
      population: one.population + other.population,
      answered: one.answered + other.answered,
      known: one.known + other.known
    });
  }
}

function collapse(parts: readonly Part[]): StratumClass[] {
  const strata = parts.map(({ id, population, answered, known }) => {
    const [size, group] = id.split('/') as [string, string];
    return { size: SIZES.indexOf(size), group, population, answered: answered - known, yes: 0 };
  });
  const cells = collapseStrata(strata, { least: SMALL_GROUP, whole: false });
  return cells.map(({ of }) => nameClass(of.map(({ size, group }) => `${SIZES[size]}/${group}`)));
}

function mergeAreas(parts: readonly Part[]): StratumClass[] {
  const alone = parts.filter(({ answered, known }) => answered - known >= SMALL_GROUP);
  const areas = alone.map(({ id }) => nameClass([id]));
  let of: string[] = [];
  let rest = 0;
  let last: StratumClass | undefined;
  for (const { id, answered, known } of parts.filter((part) => !alone.includes(part))) {
    of.push(id);
    rest += answered - known;
    if (rest < SMALL_GROUP) continue;
    areas.push((last = nameClass(of)));
    [of, rest] = [[], 0];
  }
  if (of.length > 0) {
    // what is left over is too little for an area of its own
    const into = last ?? (rest > 0 ? areas.at(-1) : undefined);
    if (into) areas.splice(areas.indexOf(into), 1, nameClass([...into.of, ...of]));
    else areas.push(nameClass(of));
  }
  return areas.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Where each municipality stands in every breakdown. */
export interface Places {
  strata: Strata;
  /** Class by municipality. */
  classOf: Record<Breakdown, Uint32Array>;
  /** Combination of classes by municipality: the finest groups that tables can be subtracted to. */
  comboOf: Uint32Array;
  /** The classes of each combination. */
  combos: Record<Breakdown, number>[];
  answered: Uint8Array;
  known: Uint8Array;
}

/**
 * Puts every municipality into its classes. A part that the classes do not know, as the register has changed since they
 * were fixed, goes with the last class.
 *
 * @example
 * placeAll(municipalities, strata, answered, known).classOf.size // Uint32Array [0, 0, 1, ...]
 */
export function placeAll(
  municipalities: readonly ReportMunicipality[],
  strata: Strata,
  answered: Uint8Array,
  known: Uint8Array
): Places {
  const classOf = Object.fromEntries(
    BREAKDOWNS.map((by) => {
      const at = new Map(strata[by].flatMap(({ of }, place) => of.map((part) => [part, place] as const)));
      const last = strata[by].length - 1;
      return [by, Uint32Array.from(municipalities, (one) => at.get(partOf(one, by)) ?? last)];
    })
  ) as Places['classOf'];
  const found = new Map<string, number>();
  const combos: Places['combos'] = [];
  const comboOf = Uint32Array.from(municipalities, (_, at) => {
    const key = BREAKDOWNS.map((by) => classOf[by][at]).join();
    const known = found.get(key);
    if (known !== undefined) return known;
    found.set(key, combos.length);
    return combos.push(Object.fromEntries(BREAKDOWNS.map((by) => [by, classOf[by][at]!])) as Places['combos'][0]) - 1;
  });
  return { strata, classOf, comboOf, combos, answered, known };
}
