/** Classes of municipalities by number of inhabitants; bounds are inclusive, `null` is open. */
export const SIZE_CLASSES = [
  { id: 's1', min: 0, max: 4_999 },
  { id: 's2', min: 5_000, max: 9_999 },
  { id: 's3', min: 10_000, max: 19_999 },
  { id: 's4', min: 20_000, max: 49_999 },
  { id: 's5', min: 50_000, max: 99_999 },
  { id: 's6', min: 100_000, max: null }
] as const;
export type SizeClassId = (typeof SIZE_CLASSES)[number]['id'];

/**
 * The size class of a number of inhabitants, `null` when the number is unknown.
 *
 * @example
 * sizeClassOf(43_891) // 's4'
 */
export function sizeClassOf(population: number | null): SizeClassId | null {
  if (population === null) return null;
  return SIZE_CLASSES.findLast(({ min }) => population >= min)?.id ?? null;
}

/**
 * Main group of SKR's classification of municipalities 2023: A large cities and those near them, B larger towns and
 * those near them, C smaller towns and rural municipalities.
 *
 * @example
 * mainGroupOf('A2') // 'A'
 */
export function mainGroupOf(group: string | null): 'A' | 'B' | 'C' | null {
  const letter = group?.slice(0, 1);
  return letter === 'A' || letter === 'B' || letter === 'C' ? letter : null;
}
