import { type Result, ok, refuse } from '../shared/result';
import { findExposed } from './audit';
import { type CellSystem, DEFAULT_THRESHOLD, SMALLEST_THRESHOLD, isPrimary } from './cell-system';
import type { SolveProgram } from './solver';
import { findWidening } from './widen';

export interface Protection {
  /** Places of withheld cells. */
  withheld: ReadonlySet<number>;
  primary: ReadonlySet<number>;
  /** Counts of the secondary cells, summed. Never published: with one secondary cell it is that cell's count. */
  loss: number;
  /** Proven least loss, where it is known. */
  bound: number | null;
  optimal: boolean;
}

/** Attempts to publish a secondary cell again; each costs an audit. */
const MOST_ATTEMPTS = 60;

/**
 * Withholds the primary cells and, one exposed cell at a time, what else keeps them from being worked out; then tries
 * to publish the largest secondary cells again. Nothing leaves that the audit has not passed.
 *
 * A cell is exposed when an intruder's interval is narrower than needed: as wide as the threshold for a primary cell
 * (so it reaches the threshold or more whatever its lower end), not a single value for any other withheld cell.
 *
 * Errors: `threshold-too-low`, `cannot-protect` (open cells leave no room; withhold them or merge categories).
 *
 * @example
 * await protectSystem({ cells: [small, large, total], equations: [{ total: 2, parts: [0, 1] }] }, 5, solve)
 * // { ok: true, value: { withheld: Set { 0, 1 }, primary: Set { 0 }, loss: 40, bound: null, optimal: false } }
 */
export async function protectSystem(
  system: CellSystem,
  threshold: number,
  solve: SolveProgram
): Promise<Result<Protection>> {
  if (!Number.isInteger(threshold) || threshold < SMALLEST_THRESHOLD)
    return refuse(
      'threshold-too-low',
      'threshold',
      `Threshold must be a whole number from ${SMALLEST_THRESHOLD} (usual: ${DEFAULT_THRESHOLD}) - got ${threshold}`
    );
  const primary = new Set(
    system.cells.flatMap((cell, place) => (!cell.open && isPrimary(cell, threshold) ? [place] : []))
  );
  const withheld = new Set(primary);
  for (;;) {
    const [worst] = await findExposed(system, withheld, threshold, solve);
    if (worst === undefined) break;
    const added = await findWidening(system, withheld, worst, threshold, solve);
    if (added === null || added.length === 0) return refuseExposed(system, worst);
    for (const place of added) withheld.add(place);
  }
  await publishAgain(system, withheld, primary, threshold, solve);
  const loss = [...withheld].reduce((sum, place) => sum + (primary.has(place) ? 0 : system.cells[place]!.n), 0);
  return ok({ withheld, primary, loss, bound: loss === 0 ? 0 : null, optimal: loss === 0 });
}

async function publishAgain(
  system: CellSystem,
  withheld: Set<number>,
  primary: ReadonlySet<number>,
  threshold: number,
  solve: SolveProgram
): Promise<void> {
  const secondary = [...withheld]
    .filter((place) => !primary.has(place))
    .sort((a, b) => system.cells[b]!.n - system.cells[a]!.n || a - b);
  for (const place of secondary.slice(0, MOST_ATTEMPTS)) {
    withheld.delete(place);
    if ((await findExposed(system, withheld, threshold, solve)).length > 0) withheld.add(place);
  }
}

function refuseExposed(system: CellSystem, place: number) {
  const id = system.cells[place]!.id;
  const open = system.cells.filter((cell) => cell.open && cell.n > 0).map((cell) => `"${cell.id}"`);
  return refuse(
    'cannot-protect',
    id,
    `"${id}" can be worked out while these are public: ${open.slice(0, 3).join(', ')} - merge categories, or do not publish this table.`
  );
}
