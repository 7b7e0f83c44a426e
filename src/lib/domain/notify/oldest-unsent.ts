import type { OutboxItem } from '../sync/outbox';

/** A browser may remove what a site keeps after seven days without a visit: half of them are left. */
const LONG_MS = 3 * 24 * 60 * 60 * 1000;

/**
 * Since when work has been waiting on this device, as an ISO time by its clock; null where nothing has waited for three
 * days. What the server refused waits too: for its author.
 *
 * @example
 * oldestUnsent([itemIssuedOn('2026-11-16T09:00:00Z')], new Date('2026-11-22T09:00:00Z')) // '2026-11-16T09:00:00Z'
 */
export function oldestUnsent(outbox: readonly OutboxItem[], now: Date): string | null {
  const times = outbox.filter(({ state }) => state !== 'acked').map(({ envelope }) => envelope.issuedAt);
  const [oldest] = times.sort();
  return oldest && now.getTime() - Date.parse(oldest) >= LONG_MS ? oldest : null;
}
