import { type Result, ok, refuse } from '../shared/result';
import { type CellSystem, DEFAULT_THRESHOLD, SMALLEST_THRESHOLD, isPrimary } from './cell-system';
import { checkProof } from './confirm';
import { type SearchOptions, findPattern } from './find-pattern';
import { describeMovement } from './movement';
import { sortSystem } from './sort-system';
import type { SolveProgram } from './solver';

export interface Protection {
  /** Places of withheld cells. */
  withheld: ReadonlySet<number>;
  primary: ReadonlySet<number>;
  /** Counts of the secondary cells, summed. Never published: with one secondary cell it is that cell's count. */
  loss: number;
  /** Proven least loss: no pattern that protects has less. */
  bound: number;
  optimal: boolean;
}

export interface ProtectOptions extends Pick<SearchOptions, 'secondsLeft' | 'effort' | 'onProgress'> {
  /** Places withheld in the edition before. They are taken again where they still protect and nothing better is found. */
  previous?: ReadonlySet<number> | undefined;
}

/**
 * Withholds the primary cells and, at least loss, what else keeps them from being worked out (`findPattern`). With time
 * enough the loss is proven least; else the best found is given, with the bound that is proven. Nothing leaves without
 * a proof, checked in whole numbers (`checkProof`), that an intruder can believe every primary cell to be high enough
 * and no withheld cell is certain.
 *
 * The order of cells and equations changes nothing, if cells have ids of their own.
 *
 * Errors: `threshold-too-low`, `cannot-protect` (open cells leave no room; withhold them or merge categories).
 *
 * @example
 * await protectSystem({ cells: [small, large, total], equations: [{ total: 2, parts: [0, 1] }] }, 5, solve)
 * // { ok: true, value: { withheld: Set { 0, 1 }, primary: Set { 0 }, loss: 40, bound: 40, optimal: true } }
 */
export async function protectSystem(
  system: CellSystem,
  threshold: number,
  solve: SolveProgram,
  { previous, ...options }: ProtectOptions = {}
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
  if (primary.size === 0) {
    const unseen = new Set(system.cells.flatMap((cell, place) => (cell.unseen ? [place] : [])));
    return ok({ withheld: unseen, primary, loss: 0, bound: 0, optimal: true });
  }
  const { sorted, placeOf } = sortSystem(system);
  const movement = describeMovement(sorted, threshold);
  if (movement.held.length > 0) return refuseExposed(system, placeOf[movement.held[0]!]!);
  const places = movement.movers.map((mover) => mover.places.map((place) => placeOf[place]!));
  const found = await findPattern(movement, solve, {
    ...options,
    previous: previous && places.map((own) => own.some((place) => previous.has(place)))
  });
  if ('impossible' in found)
    return refuseExposed(
      system,
      places[found.impossible]!.find((place) => primary.has(place))!
    );
  const withheld = new Set(found.pattern.flatMap((hidden, mover) => (hidden ? places[mover]! : [])));
  // of a group without a table nothing is published, whatever the search would have allowed
  const unseen = system.cells.flatMap((cell, place) => (cell.unseen && !withheld.has(place) ? [place] : []));
  const tableOf = new Map(
    [...new Set(found.proof.values())].map((witness) => [
      witness,
      new Map(witness.flatMap(([one, by]) => places[one]!.map((place) => [place, by] as const)))
    ])
  );
  const tables = new Map(
    [...found.proof].flatMap(([mover, witness]) =>
      places[mover]!.map((place) => [place, tableOf.get(witness)!] as const)
    )
  );
  checkProof(system, withheld, threshold, tables);
  const loss = [...withheld].reduce(
    (sum, place) => sum + (system.cells[place]!.unseen || primary.has(place) ? 0 : system.cells[place]!.n),
    0
  );
  for (const place of unseen) withheld.add(place);
  return ok({ withheld, primary, loss, bound: found.bound, optimal: found.bound === loss });
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
