import type { AnswerValue, MaturityModel } from '../model/types';
import { type AnswerOrigin, isUnconfirmed } from './origin';
import { addMonths } from './prefill';

export type Age = 'fresh' | 'ageing' | 'stale';

/** What freshness reads of an answer. */
export interface DatedAnswer {
  criterionId: string;
  value: AnswerValue | null;
  /** ISO. */
  answeredAt: string;
  origin: AnswerOrigin;
}

export interface Freshness {
  fresh: number;
  ageing: number;
  stale: number;
  /** Carried over from an earlier wave and not yet looked at; also in one of the three above, by their own age. */
  unconfirmed: number;
  /** When the oldest answer was given, ISO; null where there is none. */
  oldest: string | null;
  /** Criteria whose answer is stale, in model order. */
  staleCriteria: string[];
}

/** An answer ages in the last quarter of the time it stays fresh. */
const AGEING_FROM = 0.75;

/**
 * How old an answer is for its criterion: stale once `freshMonths` calendar months have passed, ageing in the last quarter
 * of them. A clock that is wrong and lies ahead makes nothing stale.
 *
 * @param answeredAt ISO.
 * @param now ISO.
 *
 * @example
 * ageOf('2025-11-22T09:00:00Z', 12, '2026-10-01T00:00:00Z') // 'ageing'
 */
export function ageOf(answeredAt: string, freshMonths: number, now: string): Age {
  const given = Date.parse(answeredAt);
  const until = addMonths(new Date(answeredAt), freshMonths).getTime();
  const at = Date.parse(now);
  if (at >= until) return 'stale';
  return at >= given + AGEING_FROM * (until - given) ? 'ageing' : 'fresh';
}

/**
 * The age of an assessment's answers, of one dimension or of all. Answers taken back, and what was set aside as ahead, have no age.
 *
 * @example
 * judgeFreshness(model, [{ criterionId: 'l1', value: 'yes', answeredAt: '2024-01-01T00:00:00Z', origin: 'own' }],
 *   '2026-11-22T00:00:00Z', 'legal')
 * // { fresh: 0, ageing: 0, stale: 1, unconfirmed: 0, oldest: '2024-01-01T00:00:00Z', staleCriteria: ['l1'] }
 */
export function judgeFreshness(
  model: MaturityModel,
  answers: Iterable<DatedAnswer>,
  now: string,
  dimension?: string
): Freshness {
  const byCriterion = new Map([...answers].map((answer) => [answer.criterionId, answer]));
  const found: Freshness = { fresh: 0, ageing: 0, stale: 0, unconfirmed: 0, oldest: null, staleCriteria: [] };
  for (const criterion of model.criteria) {
    if (dimension !== undefined && criterion.dimension !== dimension) continue;
    const answer = byCriterion.get(criterion.id);
    if (!answer || answer.value === null || answer.value === 'not-reached') continue;
    const age = ageOf(answer.answeredAt, criterion.freshMonths, now);
    found[age]++;
    if (age === 'stale') found.staleCriteria.push(criterion.id);
    if (isUnconfirmed(answer)) found.unconfirmed++;
    if (found.oldest === null || Date.parse(answer.answeredAt) < Date.parse(found.oldest)) {
      found.oldest = answer.answeredAt;
    }
  }
  return found;
}
