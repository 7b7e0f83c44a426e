import { DEFAULT_RULES } from './hard-rules';

/**
 * Whether a municipality could help others on a dimension by its own level: from the level at which a round lets a mentor
 * teach. Not assessed is no.
 *
 * @param level 0 to 5; null while not assessed
 * @example
 * isSuggestedOffer(2); // true
 */
export function isSuggestedOffer(level: number | null): boolean {
  return level !== null && level >= DEFAULT_RULES.minLevel;
}
