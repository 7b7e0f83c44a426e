import type { Problem } from '../shared/result';
import type { ModelParts } from './sound-parts';

type PlacedCriteria = Map<string, { at: number; level: number | undefined; dependsOn: string[] }>;

function placeCriteria(parts: ModelParts): PlacedCriteria {
  const placed: PlacedCriteria = new Map();
  parts.criteria?.forEach(({ id, level, dependsOn = [] }, at) => {
    if (id !== undefined && !placed.has(id)) placed.set(id, { at, level, dependsOn });
  });
  return placed;
}

/**
 * Every dependency that closes a circle, with the circle by name. Depth-first search: each circle of a graph
 * holds at least one edge back to a criterion still being visited (Cormen et al., Introduction to Algorithms,
 * lemma on acyclic graphs), so mending each edge reported here leaves none.
 *
 * Codes: `dependency-cycle`.
 *
 * @example
 * // a depends on b, b depends on a
 * findCycles(parts)[0]?.message;
 * // 'criteria.1.dependsOn.0 closes a circle: a → b → a - remove one of these dependencies.'
 */
export function findCycles(parts: ModelParts): Problem[] {
  const criteria = placeCriteria(parts);
  const problems: Problem[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];

  const visit = (id: string) => {
    const criterion = criteria.get(id);
    if (!criterion || finished.has(id)) return;
    trail.push(id);
    criterion.dependsOn.forEach((needed, index) => {
      const start = trail.indexOf(needed);
      if (start === -1) return visit(needed);
      const path = `criteria.${criterion.at}.dependsOn.${index}`;
      const circle = [...trail.slice(start), needed].join(' → ');
      const message = `${path} closes a circle: ${circle} - remove one of these dependencies.`;
      problems.push({ code: 'dependency-cycle', path, message, facts: { circle } });
    });
    trail.pop();
    finished.add(id);
  };
  for (const id of criteria.keys()) visit(id);
  return problems;
}

/**
 * Every dependency on a criterion of a higher level: a lower step can not wait for a later one.
 *
 * Codes: `depends-on-higher-level`.
 *
 * @example
 * findUpwardDependencies(parts)[0]?.message;
 * // 'criteria.0.dependsOn.0 points from level 1 up to "impact-yearly-report" at level 3 - depend on the same or a lower level.'
 */
export function findUpwardDependencies(parts: ModelParts): Problem[] {
  const criteria = placeCriteria(parts);
  return [...criteria.values()].flatMap(({ at, level, dependsOn }) =>
    dependsOn.flatMap((needed, index): Problem[] => {
      const neededLevel = criteria.get(needed)?.level;
      if (level === undefined || neededLevel === undefined || neededLevel <= level) return [];
      const path = `criteria.${at}.dependsOn.${index}`;
      const message = `${path} points from level ${level} up to "${needed}" at level ${neededLevel} - depend on the same or a lower level.`;
      return [{ code: 'depends-on-higher-level', path, message, facts: { level, needed, neededLevel } }];
    })
  );
}
