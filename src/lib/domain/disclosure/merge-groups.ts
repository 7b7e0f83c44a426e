import { type Result, ok, refuse } from '../shared/result';

/** A group that is to be tabulated: how many of it are in each category. */
export interface Group {
  id: string;
  counts: readonly number[];
}

/** Groups that are shown as one, in the order given. */
export interface MergedGroup {
  ids: string[];
  counts: number[];
}

/** Groups smaller than this tell about everybody in them when all, or all but one, are in one category. */
export const SMALL_GROUP = 10;

const sizeOf = ({ counts }: { counts: readonly number[] }) => counts.reduce((sum, n) => sum + n, 0);

/**
 * Whether a table of a small group describes whoever is in it: all are in one category, or all but one, who then knows
 * it of all others.
 *
 * Hundepool and others 2012, "Statistical Disclosure Control", section 5.2 (group disclosure).
 *
 * @example
 * isOneSided({ counts: [8, 1, 0] }) // true: whoever is the one knows of the other eight
 */
export function isOneSided(group: { counts: readonly number[] }): boolean {
  const size = sizeOf(group);
  return size > 0 && size < SMALL_GROUP && Math.max(...group.counts) >= size - 1;
}

/**
 * Merges small one-sided groups with a neighbour, before anything is counted: with the smaller of the two beside them,
 * the one before where they are equal. The order of the groups must mean something (size classes, counties from north
 * to south). Empty groups are no neighbours worth having: they go where their turn takes them.
 *
 * Errors: `one-sided` (even all groups together are small and one-sided: show no table).
 *
 * @example
 * mergeGroups([{ id: 's1', counts: [4, 0] }, { id: 's2', counts: [3, 6] }, { id: 's3', counts: [20, 9] }])
 * // { ok: true, value: [{ ids: ['s1', 's2'], counts: [7, 6] }, { ids: ['s3'], counts: [20, 9] }] }
 */
export function mergeGroups(groups: readonly Group[]): Result<MergedGroup[]> {
  const merged = groups.map(({ id, counts }): MergedGroup => ({ ids: [id], counts: [...counts] }));
  for (;;) {
    const at = merged.findIndex(isOneSided);
    if (at < 0) return ok(merged);
    if (merged.length === 1)
      return refuse(
        'one-sided',
        'groups',
        `All ${sizeOf(merged[0]!)} are in one category, or all but one, even together - publish no table of them.`
      );
    const before = merged[at - 1];
    const after = merged[at + 1];
    const first = !after || (before && sizeOf(before) <= sizeOf(after)) ? at - 1 : at;
    const [one, other] = [merged[first]!, merged[first + 1]!];
    merged.splice(first, 2, {
      ids: [...one.ids, ...other.ids],
      counts: one.counts.map((n, category) => n + other.counts[category]!)
    });
  }
}
