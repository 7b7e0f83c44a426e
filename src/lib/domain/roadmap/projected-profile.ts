import { scoreAssessment } from '../assessment/score-assessment';
import type { AnswerSheet, MaturityModel } from '../model/types';

export interface Projected {
  /** Level, or null where the rule has none or nothing applies. */
  before: number | null;
  after: number | null;
}

export interface ProjectedProfile {
  dimensions: (Projected & { dimension: string })[];
  overall: Projected;
  /** How many dimensions rise by a level or more. */
  raised: number;
}

/**
 * The profile as it is, and as it will be once these criteria are met: those answered otherwise count as yes, what does
 * not apply stays so. Open answers count as not met, before and after.
 *
 * @param criteria of steps planned or done; unknown ones change nothing
 * @example
 * projectProfile(model, { l1: 'yes' }, ['l2']).dimensions;
 * // [{ dimension: 'legal', before: 1, after: 2 }]
 */
export function projectProfile(
  model: MaturityModel,
  answers: AnswerSheet,
  criteria: readonly string[]
): ProjectedProfile {
  const met = criteria.filter((id) => answers[id] !== 'not-applicable').map((id) => [id, 'yes'] as const);
  const before = scoreAssessment(model, answers);
  const after = scoreAssessment(model, { ...answers, ...Object.fromEntries(met) });
  const dimensions = model.dimensions.map(({ id }) => ({
    dimension: id,
    before: before.dimensions[id]?.level ?? null,
    after: after.dimensions[id]?.level ?? null
  }));
  return {
    dimensions,
    overall: { before: before.overall.level, after: after.overall.level },
    raised: dimensions.filter((one) => (one.after ?? 0) > (one.before ?? 0)).length
  };
}
