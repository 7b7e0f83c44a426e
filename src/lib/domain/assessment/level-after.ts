import type { AnswerSheet, MaturityModel } from '../model/types';
import { scoreAssessment } from './score-assessment';

/**
 * The overall level once these criteria are met as well: what a move leads to.
 *
 * @example
 * levelAfter(model, { l1: 'yes' }, ['l2', 'm1']); // 2
 */
export function levelAfter(model: MaturityModel, answers: AnswerSheet, criteria: readonly string[]): number | null {
  const met = Object.fromEntries(criteria.map((id) => [id, 'yes' as const]));
  return scoreAssessment(model, { ...answers, ...met }).overall.level;
}
