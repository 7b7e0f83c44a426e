/** What is kept of a profile, as far as it says who takes part. */
export interface WishesFacts {
  wants: readonly string[];
  offers: readonly string[];
  capacity: number;
  groups: readonly unknown[];
  consentedAt: Date | null;
  withdrawnAt: Date | null;
}

/**
 * - `both`, `asks`, `offers`: takes part
 * - `unsure`: has chosen something and not said yes to taking part
 * - `withdrawn`
 * - `silent`: has said nothing
 */
export const WISHES_STATES = ['both', 'asks', 'offers', 'unsure', 'withdrawn', 'silent'] as const;
export type WishesState = (typeof WISHES_STATES)[number];

/**
 * What a municipality has said before a round. An offer without places is none.
 *
 * @example
 * readWishes({ wants: ['legal'], offers: [], capacity: 1, groups: [], consentedAt: now, withdrawnAt: null }); // 'asks'
 */
export function readWishes(facts: WishesFacts | undefined): WishesState {
  if (!facts) return 'silent';
  if (facts.withdrawnAt) return 'withdrawn';
  const asks = facts.wants.length > 0;
  const offers = (facts.offers.length > 0 && facts.capacity > 0) || facts.groups.length > 0;
  if (!asks && !offers) return 'silent';
  if (!facts.consentedAt) return 'unsure';
  return asks && offers ? 'both' : asks ? 'asks' : 'offers';
}
