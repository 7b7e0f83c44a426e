import type { Condition } from '../model/types';

/** SKR's size class of the largest: from here on a town hall has people for what a small one has to share. */
const LARGE = 100_000;

/**
 * The conditions a municipality is taken to have until it says otherwise: what is known of it without asking.
 *
 * @param population inhabitants; null where unknown
 * @example
 * proposeConditions(160_000) // ['large']
 */
export function proposeConditions(population: number | null): Condition[] {
  return population !== null && population >= LARGE ? ['large'] : [];
}
