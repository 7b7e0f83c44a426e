/**
 * Where an answer comes from. `prefill` is carried over from the last wave and not yet looked at: it is shown as old and
 * left out of comparisons over time. Whoever sets or confirms an answer makes it `own` (or `assisted`, `shared`).
 */
export const ANSWER_ORIGINS = ['own', 'prefill', 'import', 'colleague', 'assisted', 'shared'] as const;
export type AnswerOrigin = (typeof ANSWER_ORIGINS)[number];

/**
 * What an answer set by hand counts as, by the mode of its assessment.
 *
 * @example
 * originOf('assisted'); // 'assisted'
 */
export function originOf(mode: 'self' | 'assisted' | 'shared' | undefined): AnswerOrigin {
  return mode === 'assisted' || mode === 'shared' ? mode : 'own';
}

/**
 * An answer carried over from the last wave that nobody has looked at in this one.
 *
 * @example
 * isUnconfirmed({ origin: 'prefill', value: 'yes' }) // true
 */
export function isUnconfirmed(answer: { origin: AnswerOrigin; value: string | null } | undefined): boolean {
  return answer?.origin === 'prefill' && answer.value !== null;
}
