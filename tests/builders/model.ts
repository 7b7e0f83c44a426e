import type { Criterion, MaturityModel } from '$lib/domain/model/types';

/** A criterion with what a case leaves open filled in. */
export function buildCriterion(given: Pick<Criterion, 'id' | 'dimension' | 'level'> & Partial<Criterion>): Criterion {
  return {
    kind: 'required',
    effort: 'hours',
    role: 'officer',
    evidence: { kind: 'none', required: false },
    dependsOn: [],
    canBeNotApplicable: true,
    canBePartly: true,
    freshMonths: 12,
    barriers: [],
    mapping: [],
    inCheck: false,
    ...given
  };
}

/** A model of these criteria; its dimensions are those they name, in order of appearance, unless given. */
export function buildModel(
  criteria: (Pick<Criterion, 'id' | 'dimension' | 'level'> & Partial<Criterion>)[],
  given: Partial<Omit<MaturityModel, 'criteria'>> = {}
): MaturityModel {
  const dimensions = [...new Set(criteria.map(({ dimension }) => dimension))].map((id) => ({ id }));
  return {
    format: 1,
    id: 'tiny',
    version: '1',
    rule: { kind: 'staged' },
    levels: [0, 1, 2, 3],
    dimensions,
    barrierGroups: [],
    barriers: [],
    measures: [],
    ...given,
    criteria: criteria.map(buildCriterion)
  };
}
