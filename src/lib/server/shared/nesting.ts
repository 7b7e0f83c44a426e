/** Nothing that is sent nests deeper than six; code that walks something much deeper overflows the stack. */
export const MOST_LEVELS = 64;

/**
 * Whether parsed JSON nests deeper than `MOST_LEVELS`, found without walking into itself.
 *
 * @example
 * isTooDeep({ a: [1] }); // false
 */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length; depth++) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one as object) : []));
  }
  return false;
}
