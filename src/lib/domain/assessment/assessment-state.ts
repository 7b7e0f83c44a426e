/** How far a municipality has come with one assessment, in the order of the way; `stuck` is a `started` that stands still. */
export const ASSESSMENT_STATES = [
  'invited',
  'opened',
  'started',
  'stuck',
  'ready',
  'submitted',
  'returned',
  'approved'
] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** Days without a change of the municipality after which a started assessment counts as stuck. */
export const STUCK_DAYS = 14;

/** A point in time as rows (Date) and devices (ISO text) have it. */
type At = Date | string | null;

export interface StateTimes {
  openedAt: At;
  startedAt: At;
  readyAt: At;
  submittedAt: At;
  returnedAt: At;
  approvedAt: At;
  /** The municipality's last change. */
  updatedAt: Date | string;
}

/**
 * The state of one assessment at a point in time. What was returned stays `returned` until it is submitted again: that it
 * waits for the municipality says more than that it stands still.
 *
 * @param now milliseconds since 1970
 * @example
 * assessmentState({ ...none, startedAt: '2026-11-01T00:00:00Z', updatedAt: '2026-11-01T00:00:00Z' }, Date.parse('2026-11-15T00:00:00Z'));
 * // 'stuck': 14 days without a change
 */
export function assessmentState(times: StateTimes, now: number): AssessmentState {
  if (times.submittedAt) return times.approvedAt ? 'approved' : 'submitted';
  if (times.readyAt) return 'ready';
  if (times.returnedAt) return 'returned';
  if (times.startedAt) {
    const still = now - new Date(times.updatedAt).getTime();
    return still >= STUCK_DAYS * 86_400_000 ? 'stuck' : 'started';
  }
  return times.openedAt ? 'opened' : 'invited';
}

/**
 * How many there are of each state; every state has a number.
 *
 * @example
 * countStates(['started', 'started']).started; // 2
 */
export function countStates(states: readonly AssessmentState[]): Record<AssessmentState, number> {
  const counts = Object.fromEntries(ASSESSMENT_STATES.map((state) => [state, 0])) as Record<AssessmentState, number>;
  for (const state of states) counts[state]++;
  return counts;
}

/**
 * The state a filter in an address names; null for none or an unknown one.
 *
 * @example
 * readState('stuck'); // 'stuck'
 */
export function readState(value: string | null): AssessmentState | null {
  return ASSESSMENT_STATES.find((state) => state === value) ?? null;
}
