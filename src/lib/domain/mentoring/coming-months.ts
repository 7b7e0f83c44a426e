/** How many months a pairing runs, and so how far ahead it matters when somebody has time. */
const MONTHS_AHEAD = 6;

/**
 * Of the months of the year in which somebody has time, those among the first six of a round. Undefined where nothing was
 * said: any month will do.
 *
 * @param months 1 to 12; an empty list counts as nothing said, as in a profile
 * @param start the month the round starts in, from an ISO date or month
 * @example
 * keepComing([1, 6, 7], '2026-11-22'); // [1]: of November to April
 * keepComing([], '2026-11-22'); // undefined
 */
export function keepComing(months: readonly number[], start: string): number[] | undefined {
  if (months.length === 0) return undefined;
  const first = Number(start.slice(5, 7));
  return Array.from({ length: MONTHS_AHEAD }, (_, ahead) => ((first - 1 + ahead) % 12) + 1).filter((month) =>
    months.includes(month)
  );
}
