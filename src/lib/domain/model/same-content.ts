/** JSON with the keys of every object in one order, and without what says nothing: false and undefined. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, entry]) => entry !== false && entry !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
        )
      : inner
  );
}

/**
 * Whether two texts of a model say the same: the order of their fields and flags that are not set do not matter.
 *
 * @example
 * sameContent({ text: 'Ask', free: false }, { text: 'Ask' }); // true
 */
export function sameContent(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}
