import type { Counted } from './response-bounds';

/** One cell of size class by main group. */
export interface Stratum extends Counted {
  /** Rank of the size class: neighbours differ by one. */
  size: number;
  group: string;
}

/** Strata that were put together because one of them had too few answers. */
export interface CollapsedStratum extends Counted {
  of: { size: number; group: string }[];
}

/** With fewer answers a stratum says too little of its silent. */
export const LEAST_ANSWERS = 5;

/**
 * Puts thin strata together until each has `least` answers, or everybody has answered, or there is one left: the thinnest
 * first, with the most alike, which is the next size class of the same main group, else another group of the same size,
 * else the nearest (Cochran 1977, 5A.12, collapses neighbours too). Which answers were given plays no part, only how many, so
 * that nobody can choose strata by their result.
 *
 * @param options.whole a stratum in which everybody answered stays alone, however small (yes unless told)
 * @example
 * collapseStrata([{ size: 1, group: 'C', population: 14, answered: 1, yes: 1 }, { size: 2, group: 'C', population: 60, answered: 20, yes: 8 }])
 * // [{ of: [{ size: 1, group: 'C' }, { size: 2, group: 'C' }], population: 74, answered: 21, yes: 9 }]
 */
export function collapseStrata(
  strata: readonly Stratum[],
  { least = LEAST_ANSWERS, whole = true }: { least?: number; whole?: boolean } = {}
): CollapsedStratum[] {
  const order = (a: CollapsedStratum, b: CollapsedStratum) => {
    const [x, y] = [a.of[0]!, b.of[0]!];
    return x.size - y.size || (x.group < y.group ? -1 : 1);
  };
  const cells = strata
    .filter(({ population }) => population > 0)
    .map(({ size, group, population, answered, yes }): CollapsedStratum => {
      return { of: [{ size, group }], population, answered, yes };
    })
    .sort(order);
  for (;;) {
    const thin = cells
      .filter(({ answered, population }) => answered < least && !(whole && answered >= population))
      .sort((a, b) => a.answered - b.answered || order(a, b))[0];
    if (!thin || cells.length === 1) return cells;
    const others = cells.filter((cell) => cell !== thin);
    const near = others.sort((a, b) => distance(thin, a) - distance(thin, b) || order(a, b))[0]!;
    const merged: CollapsedStratum = {
      of: [...thin.of, ...near.of].sort((a, b) => a.size - b.size || (a.group < b.group ? -1 : 1)),
      population: thin.population + near.population,
      answered: thin.answered + near.answered,
      yes: thin.yes + near.yes
    };
    cells.splice(cells.indexOf(thin), 1);
    cells.splice(cells.indexOf(near), 1, merged);
    cells.sort(order);
  }
}

/** 1 for the next size class of the same group, 1.5 for another group of the same size. */
function distance(a: CollapsedStratum, b: CollapsedStratum): number {
  return Math.min(...a.of.flatMap((x) => b.of.map((y) => Math.abs(x.size - y.size) + (x.group === y.group ? 0 : 1.5))));
}
