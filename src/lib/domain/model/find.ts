import type { Criterion, MaturityModel } from './types';

/**
 * The criterion with this id, or undefined when the model has none.
 *
 * @example
 * criterionById(model, 'legal-release-check')?.level; // 2
 */
export function criterionById(model: MaturityModel, id: string): Criterion | undefined {
  return model.criteria.find((criterion) => criterion.id === id);
}

/**
 * The criteria of one dimension in model order; empty for a dimension the model does not have.
 *
 * @example
 * criteriaOf(model, 'impact').map((criterion) => criterion.id)[0]; // 'impact-knows-why'
 */
export function criteriaOf(model: MaturityModel, dimensionId: string): Criterion[] {
  return model.criteria.filter((criterion) => criterion.dimension === dimensionId);
}

/**
 * The highest level the model asks anything for: version 0.1 of the roadmap names five levels and asks for three.
 *
 * @example
 * highestAsked(model) // 3
 */
export function highestAsked(model: MaturityModel): number {
  return Math.max(model.levels[0] ?? 0, ...model.criteria.map((criterion) => criterion.level));
}
