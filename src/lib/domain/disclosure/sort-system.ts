import type { CellSystem } from './cell-system';

/**
 * The same system with cells and equations in an order of their own, so that the order in which somebody lists them
 * decides nothing.
 *
 * @returns `placeOf[sorted place]` is the place in the system given.
 * @example
 * sortSystem({ cells: [b, a], equations: [{ total: 0, parts: [1] }] })
 * // { sorted: { cells: [a, b], equations: [{ total: 1, parts: [0] }] }, placeOf: [1, 0] }
 */
export function sortSystem(system: CellSystem): { sorted: CellSystem; placeOf: number[] } {
  const keys = system.cells.map(({ key, id }) => key ?? id);
  const placeOf = keys.map((_, place) => place).sort((a, b) => compare(keys[a]!, keys[b]!) || a - b);
  const sortedAt = new Map(placeOf.map((place, at) => [place, at]));
  const equations = system.equations
    .map(({ total, parts }) => ({
      total: sortedAt.get(total)!,
      parts: parts.map((part) => sortedAt.get(part)!).sort((a, b) => a - b)
    }))
    .sort((a, b) => a.total - b.total || compareLists(a.parts, b.parts));
  return { sorted: { cells: placeOf.map((place) => system.cells[place]!), equations }, placeOf };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? -1);
}
