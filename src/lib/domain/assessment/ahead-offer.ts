import type { AnswerSheet, AnswerValue, MaturityModel } from '../model/types';
import { questionsOf } from './question-order';

/** What "the rest of this dimension is ahead of us" would set to not reached. */
export interface AheadOffer {
  /** The two levels that were not met, the lower first. */
  unmet: [number, number];
  criteria: string[];
}

const NOT_MET: ReadonlySet<AnswerValue | undefined> = new Set<AnswerValue>(['no', 'partly']);

/**
 * The offer to skip the rest of a dimension: made once two neighbouring levels hold a required criterion answered no or
 * partly, for the criteria asked after the one that decided the second; null before that and where all of these have an
 * answer. A don't-know is no reason to offer it: finding out may change the level.
 *
 * @example
 * // legal asks for l1 at level 1, l2 at level 2 and l3 at level 3
 * offerAhead(model, 'legal', { l1: 'no', l2: 'no' }); // { unmet: [1, 2], criteria: ['l3'] }
 */
export function offerAhead(model: MaturityModel, dimension: string, answers: AnswerSheet): AheadOffer | null {
  const questions = questionsOf(model, dimension);
  // levels without a required criterion are stepped across, as in scoring
  const levels = [...new Set(questions.filter(({ kind }) => kind === 'required').map(({ level }) => level))];
  const decidedAt = (level: number | undefined) =>
    questions.findIndex((q) => q.level === level && q.kind === 'required' && NOT_MET.has(answers[q.id]));
  for (const [i, level] of levels.entries()) {
    const below = levels[i - 1];
    if (below === undefined || decidedAt(below) < 0 || decidedAt(level) < 0) continue;
    const criteria = questions.slice(decidedAt(level) + 1).flatMap(({ id }) => (answers[id] === undefined ? [id] : []));
    return criteria.length ? { unmet: [below, level], criteria } : null;
  }
  return null;
}
