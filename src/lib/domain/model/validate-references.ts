import type { Problem } from '../shared/result';
import type { ModelParts } from './sound-parts';

const COLLECTIONS = ['dimensions', 'criteria', 'barrierGroups', 'barriers', 'measures'] as const;
type Collection = (typeof COLLECTIONS)[number];

const SINGULAR: Record<Collection, string> = {
  dimensions: 'dimension',
  criteria: 'criterion',
  barrierGroups: 'barrier group',
  barriers: 'barrier',
  measures: 'measure'
};

/**
 * Every id that stands twice in its collection; the path is that of the later one.
 *
 * Codes: `duplicate-id`.
 *
 * @example
 * findDuplicateIds(soundModelParts({ dimensions: [{ id: 'legal' }, { id: 'legal' }] }))[0]?.path; // 'dimensions.1.id'
 */
export function findDuplicateIds(parts: ModelParts): Problem[] {
  return COLLECTIONS.flatMap((collection) => {
    const firstAt = new Map<string, number>();
    return (parts[collection] ?? []).flatMap(({ id }, at): Problem[] => {
      if (id === undefined) return [];
      const first = firstAt.get(id);
      if (first === undefined) {
        firstAt.set(id, at);
        return [];
      }
      const path = collection === 'barrierGroups' ? `${collection}.${at}` : `${collection}.${at}.id`;
      const message = `${path} is "${id}", already the id of ${collection}.${first} - give each ${SINGULAR[collection]} its own id.`;
      return [{ code: 'duplicate-id', path, message, facts: { id } }];
    });
  });
}

/**
 * Every reference to something the model does not have: dimensions, levels, dependencies, barriers, barrier
 * groups, and what measures and their rules point at. Nothing is said about a collection that is itself unreadable.
 *
 * Codes: `unknown-reference`.
 *
 * @example
 * findUnknownReferences(soundModelParts(model))[0];
 * // { code: 'unknown-reference', path: 'criteria.3.dependsOn.0',
 * //   message: 'criteria.3.dependsOn.0 names the criterion "legal-chek", which this model does not have - use an id from criteria.' }
 */
export function findUnknownReferences(parts: ModelParts): Problem[] {
  const problems: Problem[] = [];
  const known = Object.fromEntries(
    COLLECTIONS.map((collection) => [collection, parts[collection] && new Set(parts[collection].map(({ id }) => id))])
  ) as Record<Collection, Set<string | undefined> | undefined>;

  const expect = (collection: Collection, id: string | undefined, path: string) => {
    const ids = known[collection];
    if (id === undefined || !ids || ids.has(id)) return;
    const message = `${path} names the ${SINGULAR[collection]} "${id}", which this model does not have - use an id from ${collection}.`;
    problems.push({ code: 'unknown-reference', path, message, facts: { id } });
  };
  const expectAll = (collection: Collection, ids: string[] | undefined, path: string) =>
    ids?.forEach((id, at) => expect(collection, id, `${path}.${at}`));

  parts.criteria?.forEach((criterion, at) => {
    const place = `criteria.${at}`;
    expect('dimensions', criterion.dimension, `${place}.dimension`);
    if (criterion.level !== undefined && parts.levels && !parts.levels.includes(criterion.level)) {
      const message = `${place}.level is ${criterion.level}, which this model does not have - use one of ${parts.levels.join(', ')}.`;
      problems.push({ code: 'unknown-reference', path: `${place}.level`, message, facts: { id: criterion.level } });
    }
    expectAll('criteria', criterion.dependsOn, `${place}.dependsOn`);
    expectAll('barriers', criterion.barriers, `${place}.barriers`);
  });
  parts.barriers?.forEach((barrier, at) => expect('barrierGroups', barrier.group, `barriers.${at}.group`));
  parts.measures?.forEach((measure, at) => {
    const place = `measures.${at}`;
    expectAll('barriers', measure.barriers, `${place}.barriers`);
    expectAll('criteria', measure.criteria, `${place}.criteria`);
    measure.rule?.forEach((condition, index) => {
      if (condition.kind === 'criterion-unmet') {
        expect('criteria', condition.criterion, `${place}.rule.${index}.criterion`);
      } else {
        expect('barriers', condition.barrier, `${place}.rule.${index}.barrier`);
      }
    });
  });
  return problems;
}
