import type { Problem } from '../shared/result';
import type { ModelParts } from './sound-parts';

/** How many criteria the five-minute check asks (roadmap-model: eight at level 1 and four at level 2). */
export const CHECK_SIZE = 12;

/**
 * Levels that do not rise.
 *
 * Codes: `levels-not-ascending`.
 *
 * @example
 * findLevelFaults(soundModelParts({ levels: [0, 2, 1] }))[0]?.path; // 'levels.2'
 */
export function findLevelFaults(parts: ModelParts): Problem[] {
  const levels = parts.levels ?? [];
  return levels.flatMap((level, at): Problem[] => {
    const before = levels[at - 1];
    if (before === undefined || level > before) return [];
    const message = `levels.${at} is ${level} after ${before} - list each level once, from low to high.`;
    return [{ code: 'levels-not-ascending', path: `levels.${at}`, message }];
  });
}

/**
 * What only the rule `staged` demands: no criterion at the level where everybody begins, a required criterion
 * in every dimension at every level the model has criteria for, and twelve criteria in the five-minute check if it has one.
 * Demands that a wrong shape elsewhere would make uncertain are left out.
 *
 * Codes: `criterion-at-start-level`, `level-without-required`, `check-count`.
 *
 * @example
 * findStagedFaults(parts)[0]?.message;
 * // 'dimensions.2 ("inventory") has no required criterion at level 3 - add one, or levels could be passed with advice alone.'
 */
export function findStagedFaults(parts: ModelParts): Problem[] {
  const { criteria, dimensions, levels } = parts;
  if (parts.rule !== 'staged' || !criteria) return [];
  const problems: Problem[] = [];

  criteria.forEach(({ level }, at) => {
    if (level === undefined || level !== levels?.[0]) return;
    const path = `criteria.${at}.level`;
    const message = `${path} is ${level}, where everybody begins - move the criterion to a later level.`;
    problems.push({ code: 'criterion-at-start-level', path, message });
  });

  if (dimensions && criteria.every(({ dimension, level, kind }) => dimension && level !== undefined && kind)) {
    const usedLevels = [...new Set(criteria.map(({ level }) => level))].sort((a, b) => Number(a) - Number(b));
    dimensions.forEach(({ id }, at) => {
      for (const level of usedLevels) {
        if (id === undefined || level === levels?.[0]) continue;
        if (criteria.some((c) => c.dimension === id && c.level === level && c.kind === 'required')) continue;
        const path = `dimensions.${at}`;
        const message = `${path} ("${id}") has no required criterion at level ${level} - add one, or levels could be passed with advice alone.`;
        problems.push({ code: 'level-without-required', path, message, facts: { level: level! } });
      }
    });
  }

  const inCheck = criteria.filter((criterion) => criterion.inCheck).length;
  if (criteria.every((c) => c.inCheck !== undefined) && inCheck > 0 && inCheck !== CHECK_SIZE) {
    const message = `criteria has ${inCheck} in the five-minute check - set inCheck on exactly ${CHECK_SIZE}, or on none.`;
    problems.push({ code: 'check-count', path: 'criteria', message, facts: { has: inCheck } });
  }
  return problems;
}

/**
 * Points where the rule is not `points`, and their absence where it is.
 *
 * Codes: `points-missing`, `points-without-rule`.
 *
 * @example
 * findPointFaults(parts)[0]?.message;
 * // 'criteria.4.points is missing - under the rule "points" give { yes, partly, no }.'
 */
export function findPointFaults(parts: ModelParts): Problem[] {
  if (parts.rule === undefined) return [];
  return (parts.criteria ?? []).flatMap(({ points }, at): Problem[] => {
    const path = `criteria.${at}.points`;
    if (parts.rule === 'points' && points === undefined) {
      const message = `${path} is missing - under the rule "points" give { yes, partly, no }.`;
      return [{ code: 'points-missing', path, message }];
    }
    if (parts.rule !== 'points' && points !== undefined) {
      const message = `${path} has no effect under the rule "${parts.rule}" - remove it or use the rule "points".`;
      return [{ code: 'points-without-rule', path, message }];
    }
    return [];
  });
}

/**
 * Barriers that no criterion removes or no measure acts on.
 *
 * Codes: `barrier-without-criterion`, `barrier-without-measure`.
 *
 * @example
 * findUnansweredBarriers(parts)[0]?.path; // 'barriers.8'
 */
export function findUnansweredBarriers(parts: ModelParts): Problem[] {
  return (['criteria', 'measures'] as const).flatMap((collection) => {
    const sources: { barriers?: string[] }[] | undefined = parts[collection];
    if (!sources?.every((source) => source.barriers)) return [];
    const answered = new Set(sources.flatMap((source) => source.barriers));
    return (parts.barriers ?? []).flatMap(({ id }, at): Problem[] => {
      if (id === undefined || answered.has(id)) return [];
      const path = `barriers.${at}`;
      const singular = collection === 'criteria' ? 'criterion' : 'measure';
      const message = `${path} ("${id}") is answered by no ${singular} - name it in the barriers of at least one.`;
      return [{ code: `barrier-without-${singular}`, path, message }];
    });
  });
}
