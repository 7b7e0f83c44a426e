/** One number that is to be published or withheld. */
export interface SystemCell {
  id: string;
  /** How many municipalities. */
  n: number;
  /** How many of them publish themselves; the threshold applies to the rest. */
  known: number;
  /** A public fact (the size of the register, how many answered): always published, never withheld. */
  open?: boolean;
  /** What others know it to be at least, where that is not `leastOf`: 0 for a number that no table has. */
  least?: number;
  /** A group of which no table is made: never published, costs nothing, and is kept from being worked out where it is small. */
  unseen?: boolean;
  /** What the order of cells is decided by, so that the same cells in another order give the same pattern; else `id`. */
  key?: string;
}

/** One cell is the sum of others; numbers are places in `cells`. */
export interface Equation {
  total: number;
  parts: number[];
}

/**
 * Cells and every sum that holds between them. Tables that share a cell are linked tables and belong into one system,
 * or an intruder works out in one what the other withholds.
 */
export interface CellSystem {
  cells: SystemCell[];
  equations: Equation[];
}

/** Default and smallest threshold; below three, the only other member of a cell of two reads off the answer of his neighbour. */
export const DEFAULT_THRESHOLD = 5;
export const SMALLEST_THRESHOLD = 3;

/**
 * A cell is primary when it tells about few municipalities that do not publish themselves. Zeros are published.
 *
 * @example
 * isPrimary({ id: 'a', n: 6, known: 2 }, 5) // true: four that did not publish themselves
 */
export function isPrimary(cell: SystemCell, threshold: number): boolean {
  const rest = cell.n - cell.known;
  return rest > 0 && rest < threshold;
}

/**
 * The least an intruder knows a withheld cell to be: zeros are published, so it is 1 or more; who publishes himself is
 * seen; and the intruder may be one of the rest. A group without a table may be anything.
 *
 * @example
 * leastOf({ id: 'a', n: 6, known: 2 }) // 3
 */
export function leastOf(cell: SystemCell): number {
  if (cell.unseen) return cell.least ?? cell.known;
  return cell.least ?? (cell.n > cell.known ? cell.known + 1 : Math.max(1, cell.known));
}

/**
 * How high an intruder must be able to believe a primary cell to be: so high that it could be a cell that is published,
 * with as many municipalities that do not publish themselves as the threshold asks.
 *
 * @example
 * reachOf({ id: 'a', n: 6, known: 2 }, 5) // 7
 */
export function reachOf(cell: SystemCell, threshold: number): number {
  return threshold + cell.known;
}
