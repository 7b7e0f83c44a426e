import type { Wish } from '$lib/domain/mentoring/offers';

/** A mentor wished for without a reason so far: on this device only, where it stood in the list. */
export interface PendingWish {
  municipalityId: string;
  at: number;
}

/**
 * A list as it stands on the screen, parted into what can be sent and what waits for its reason. What was stored without
 * one before stays where it is.
 *
 * @example
 * partWishes([{ municipalityId: 'a', reason: 'Near' }, { municipalityId: 'b', reason: '' }], [])
 * // { stored: [{ municipalityId: 'a', reason: 'Near' }], pending: [{ municipalityId: 'b', at: 1 }] }
 */
export function partWishes(rows: readonly Wish[], before: readonly Wish[]): { stored: Wish[]; pending: PendingWish[] } {
  const bare = new Set(before.filter(({ reason }) => !reason.trim()).map(({ municipalityId }) => municipalityId));
  const isStored = ({ municipalityId, reason }: Wish) => reason.trim() !== '' || bare.has(municipalityId);
  return {
    stored: rows.filter(isStored),
    pending: rows.flatMap((row, at) => (isStored(row) ? [] : [{ municipalityId: row.municipalityId, at }]))
  };
}

/**
 * What is stored with what waits for its reason laid between, each where it stood as far as the list is long enough.
 *
 * @example
 * layPending([{ municipalityId: 'a', reason: 'Near' }], [{ municipalityId: 'b', at: 0 }]).map((row) => row.municipalityId)
 * // ['b', 'a']
 */
export function layPending(stored: readonly Wish[], pending: readonly PendingWish[]): Wish[] {
  const rows = [...stored];
  for (const { municipalityId, at } of [...pending].sort((a, b) => a.at - b.at))
    if (rows.every((row) => row.municipalityId !== municipalityId)) rows.splice(at, 0, { municipalityId, reason: '' });
  return rows;
}

/** What was kept on the device, however old. */
export function readPending(kept: unknown): PendingWish[] {
  if (!Array.isArray(kept)) return [];
  return kept.filter(
    (one): one is PendingWish =>
      typeof (one as Partial<PendingWish> | null)?.municipalityId === 'string' &&
      Number.isInteger((one as PendingWish).at)
  );
}
