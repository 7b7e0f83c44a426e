import type { MaturityModel } from '../model/types';
import type { AssessmentResult } from './result-types';

/** A profile as counts, for the interface to put into words. Dimension ids in model order. */
export interface ProfileCounts {
  /** Dimensions with something applicable. */
  counted: number;
  leftOut: string[];
  /** For each level above the first: how many dimensions are there or higher. Empty under a rule without levels. */
  atLeast: { level: number; count: number }[];
  /** "Level 2 or more in 5 of 8 dimensions"; null where no dimension is above the first level. */
  headline: { level: number; count: number; of: number } | null;
  lowest: { level: number; dimensions: string[] } | null;
  highest: { level: number; dimensions: string[] } | null;
  /** Dimensions that don't-knows or missing answers may still lift. */
  open: string[];
  notAssessed: string[];
}

/**
 * What can be said about a profile before any single figure. The headline takes the overall level; where that is the first one,
 * which everybody has, the lowest level above it.
 *
 * @example
 * countProfile(model, result).headline; // { level: 2, count: 5, of: 8 }
 */
export function countProfile(model: MaturityModel, result: AssessmentResult): ProfileCounts {
  const all = model.dimensions.map(({ id }) => ({ id, figures: result.dimensions[id] ?? null }));
  const counted = all.flatMap(({ id, figures }) => (figures ? [{ id, ...figures }] : []));
  const levels = counted.flatMap(({ level }) => level ?? []);
  const ladder = levels.length > 0 ? model.levels.slice(1) : [];
  const atLeast = ladder.map((level) => ({ level, count: levels.filter((reached) => reached >= level).length }));
  const told = Math.max(result.overall.level ?? -Infinity, ladder[0] ?? Infinity);
  const headline = atLeast.find(({ level, count }) => level === told && count > 0);
  const having = (level: number) => ({
    level,
    dimensions: counted.filter((d) => d.level === level).map(({ id }) => id)
  });
  return {
    counted: counted.length,
    leftOut: all.filter(({ figures }) => !figures).map(({ id }) => id),
    atLeast,
    headline: headline ? { ...headline, of: counted.length } : null,
    lowest: levels.length > 0 ? having(Math.min(...levels)) : null,
    highest: levels.length > 0 ? having(Math.max(...levels)) : null,
    open: counted.filter(({ range }) => range !== null && range[0] < range[1]).map(({ id }) => id),
    notAssessed: counted.filter(({ assessed }) => !assessed).map(({ id }) => id)
  };
}
