/** A point in time as rows (Date) and devices (ISO text) have it. */
type At = Date | string;

export interface LockTimes {
  wave: { opensAt: At; closesAt: At; closed: boolean };
  mode: 'self' | 'assisted' | 'shared';
  submittedAt: At | null;
  approvedAt: At | null;
  /** An extension for this municipality alone. */
  closesAt: At | null;
}

/**
 * Why answers cannot be changed now:
 * - `wave-closed`: the coordinator has closed the wave, for good;
 * - `wave-not-open`: its first day is still to come;
 * - `wave-over`: the last day has passed, the municipality's own extension included;
 * - `assessment-approved`: the coordinator has approved it, and can open it again;
 * - `not-assisted`: a coordinator answers only where the municipality and the coordinator fill it in together;
 * - `confirmed`: the municipality has submitted or confirmed it, and a coordinator changes none of its answers.
 */
export type Lock = 'wave-closed' | 'wave-not-open' | 'wave-over' | 'assessment-approved' | 'not-assisted' | 'confirmed';

const DAY_MS = 86_400_000;
const startOfDay = (at: At) => Math.floor(new Date(at).getTime() / DAY_MS) * DAY_MS;

/**
 * When the time to answer is over: the end of the last day, in UTC, of the wave or of the municipality's own extension
 * where that is later.
 *
 * @returns milliseconds since 1970, the first that is too late
 * @example
 * deadlineOf({ wave: { closesAt: '2027-03-31T00:00:00Z', ... }, closesAt: null, ... }); // 2027-04-01T00:00:00Z
 */
export function deadlineOf({ wave, closesAt }: Pick<LockTimes, 'closesAt'> & { wave: { closesAt: At } }): number {
  return Math.max(startOfDay(wave.closesAt), closesAt ? startOfDay(closesAt) : 0) + DAY_MS;
}

/**
 * Whether answers can be changed, and why not. A municipality may still change what it has submitted, and it stays
 * submitted; what a coordinator has approved is locked until it is opened again. An answer given in time on a device without
 * network counts as given then, by the device's clock, as long as the wave has not been closed.
 *
 * @param who a municipality's officer, or a coordinator who fills it in with the municipality
 * @param at milliseconds since 1970: `now` by the server's clock, `given` by the device's
 * @returns null where they can
 * @example
 * answerLock(approved, 'officer', { now, given: now }); // 'assessment-approved'
 */
export function answerLock(
  times: LockTimes,
  who: 'officer' | 'coordinator',
  at: { now: number; given: number }
): Lock | null {
  if (times.wave.closed) return 'wave-closed';
  if (at.now < startOfDay(times.wave.opensAt)) return 'wave-not-open';
  if (who === 'coordinator' && times.mode !== 'assisted') return 'not-assisted';
  if (times.submittedAt && times.approvedAt) return 'assessment-approved';
  if (who === 'coordinator' && times.submittedAt) return 'confirmed';
  // a clock that is ahead must not make an answer late
  return Math.min(at.now, at.given) < deadlineOf(times) ? null : 'wave-over';
}
