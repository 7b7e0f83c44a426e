/** A browser may remove what a site keeps on the device when it was not opened for seven days: two days are left to act. */
export const SILENT_DAYS = 5;
/** Later it is no news, and what the browser wanted to remove is gone. */
const LATE_DAYS = 30;
/** Looked at now and then, it is not what its person works with. */
const IN_USE_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface SeenDevice {
  seenAt: Date;
  /** When it last sent work or had some to send; null where it only ever read. */
  usedAt: Date | null;
  /** Changes it had not sent when it was last seen. */
  unsent: number;
  /** When its person was told of this silence. */
  toldAt: Date | null;
}

/**
 * Whether a device's person is to be told that it is silent: unsent work may lie on it. Once for each silence; not for a
 * device on which nobody works.
 *
 * @example
 * // seen on the 16th with two changes it could not send, and today is the 22nd
 * silenceDue({ seenAt, usedAt: seenAt, unsent: 2, toldAt: null }, now) // true
 */
export function silenceDue({ seenAt, usedAt, unsent, toldAt }: SeenDevice, now: Date): boolean {
  const days = (now.getTime() - seenAt.getTime()) / DAY_MS;
  if (days < SILENT_DAYS || days > LATE_DAYS || toldAt) return false;
  return unsent > 0 || (usedAt !== null && seenAt.getTime() - usedAt.getTime() <= IN_USE_DAYS * DAY_MS);
}
