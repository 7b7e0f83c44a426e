import type { AnswerValue } from '../model/types';
import type { AnswerOrigin } from './origin';

/** One answer ever given to a criterion, in any wave. */
export interface PastAnswer {
  value: AnswerValue | null;
  origin: AnswerOrigin;
  /** ISO. */
  answeredAt: string;
}

const DAY_MS = 86_400_000;

/**
 * When a municipality took a step: the moment its answer became yes and stayed it. Null where the last answer is not yes, and
 * where nothing says that it was ever otherwise: a first answer of yes shows a state, not a step, and a don't-know that was found out
 * is none either. A no put right within a day was a slip of the finger. Answers carried over from an earlier wave say nothing new.
 *
 * @param answers In any order.
 *
 * @example
 * whenStepTaken([{ value: 'no', origin: 'own', answeredAt: '2025-03-01T09:00:00Z' },
 *   { value: 'yes', origin: 'own', answeredAt: '2026-03-01T09:00:00Z' }]) // '2026-03-01T09:00:00Z'
 */
export function whenStepTaken(answers: readonly PastAnswer[]): string | null {
  const own = answers
    .filter(({ origin, value }) => origin !== 'prefill' && value !== null)
    .sort((a, b) => Date.parse(a.answeredAt) - Date.parse(b.answeredAt));
  const lastOther = own.findLastIndex(({ value }) => value !== 'yes');
  const became = own[lastOther + 1];
  if (!became) return null;
  const before = own.slice(0, lastOther + 1).findLast(({ value }) => value !== 'dont-know' && value !== 'yes');
  if (!before || before.value === 'not-applicable') return null;
  return Date.parse(became.answeredAt) - Date.parse(before.answeredAt) >= DAY_MS ? became.answeredAt : null;
}

export interface Candidate {
  name: string;
  population: number | null;
  /** ISO; null: did not take the step. */
  tookStepAt: string | null;
}

/** Three times smaller to three times larger. */
const NEAR = Math.log(3);
const AT_MOST = 3;

/**
 * Up to three municipalities near in size that took a step since a day, the nearest first: by the distance of the logarithms of
 * their populations, within a factor of three. None where one's own population is not known.
 *
 * @param since ISO.
 *
 * @example
 * nearestExamples(19_000, [{ name: 'Ovanåker', population: 11_500, tookStepAt: '2026-03-01T09:00:00Z' }], '2024-11-22')
 * // [{ name: 'Ovanåker', tookStepAt: '2026-03-01T09:00:00Z' }]
 */
export function nearestExamples(
  population: number | null,
  candidates: readonly Candidate[],
  since: string
): { name: string; tookStepAt: string }[] {
  if (!population) return [];
  return candidates
    .flatMap(({ name, population: theirs, tookStepAt }) => {
      if (!theirs || tookStepAt === null || Date.parse(tookStepAt) < Date.parse(since)) return [];
      const distance = Math.abs(Math.log(theirs) - Math.log(population));
      return distance <= NEAR + 1e-9 ? [{ name, tookStepAt, distance }] : [];
    })
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, AT_MOST)
    .map(({ name, tookStepAt }) => ({ name, tookStepAt }));
}
