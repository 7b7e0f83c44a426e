/** Nothing that is sent nests deeper than six; code that walks something much deeper overflows the stack. */
export const MOST_LEVELS = 64;

/**
 * Whether parsed JSON nests deeper than `MOST_LEVELS`, found without going any deeper.
 *
 * @example
 * isTooDeep({ a: [1] }); // false
 */
export function isTooDeep(value: unknown, left = MOST_LEVELS): boolean {
  if (left < 0) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((part) => isTooDeep(part, left - 1));
  for (const key in value) if (isTooDeep((value as Record<string, unknown>)[key], left - 1)) return true;
  return false;
}
