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
