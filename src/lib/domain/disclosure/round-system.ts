import { type Result, ok, refuse } from '../shared/result';
import { type CellSystem, SMALLEST_THRESHOLD } from './cell-system';
import { Effort } from './effort';
import { sortSystem } from './sort-system';
import type { LinearProgram, SolveProgram } from './solver';

export interface RoundedSystem {
  /** By place, multiples of the base. Cells that are multiples already keep their count where that is possible. */
  values: number[];
  /** How far the counts were moved, all together. */
  moved: number;
}

/** How many steps further than the next multiple a cell may go where no nearer table adds up. */
const MOST_STEPS = 2;

/** An end that no table comes near to: by the clock a slow machine would round otherwise. */
const MOST_EFFORT = 100_000_000;

/**
 * Rounds every count to a multiple of the base so that every sum still holds (controlled rounding), moving as little as
 * possible all together. In two dimensions the multiples next to the count always suffice; where they do not, cells go
 * one or two multiples further.
 *
 * Cox 1987, "A constructive procedure for unbiased controlled rounding", Journal of the American Statistical Association 82; Salazar 2006, "Controlled rounding and cell perturbation", Mathematical Programming 105.
 *
 * Open cells are rounded too: a total that stayed exact would give away by how much its parts were moved.
 *
 * @param fixed Values, by place, that were rounded before: how many answered is the same in every table.
 *
 * Errors: `base-too-low`, `cannot-round` (no table of multiples adds up; take another base).
 *
 * @example
 * // 3 + 4 = 7 to base 5
 * await roundSystem(system, 5, solve) // { values: [5, 5, 0] or [5, 0, 5], moved: 7 }
 */
export async function roundSystem(
  system: CellSystem,
  base: number,
  solve: SolveProgram,
  fixed: ReadonlyMap<number, number> = new Map()
): Promise<Result<RoundedSystem>> {
  if (!Number.isInteger(base) || base < SMALLEST_THRESHOLD)
    return refuse(
      'base-too-low',
      'base',
      `The base must be a whole number from ${SMALLEST_THRESHOLD}, best the threshold - got ${base}`
    );
  const { sorted, placeOf } = sortSystem(system);
  for (let steps = 0; steps <= MOST_STEPS; steps++) {
    const program = roundingProgram(sorted, base, steps);
    for (const [at, place] of placeOf.entries()) {
      const value = fixed.get(place);
      if (value !== undefined) program.lower[2 * at] = program.upper[2 * at] = value / base;
    }
    const solution = await solve(program, { gap: 0.01, share: 0, effort: new Effort(MOST_EFFORT) });
    if (solution.status === 'infeasible') continue;
    if (solution.status !== 'optimal') throw new Error(`The rounding ended as ${solution.status}`);
    const values = new Array<number>(placeOf.length);
    for (const [at, place] of placeOf.entries()) values[place] = base * Math.round(solution.values[2 * at]!) || 0;
    checkSums(system, values);
    return ok({
      values,
      moved: values.reduce((sum, value, place) => sum + Math.abs(value - system.cells[place]!.n), 0)
    });
  }
  return refuse('cannot-round', 'base', `No table of multiples of ${base} adds up - take another base.`);
}

/** Two columns a cell: which multiple, and at least how far it is from the count. */
function roundingProgram({ cells, equations }: CellSystem, base: number, steps: number): LinearProgram {
  const rows: LinearProgram['rows'] = cells.flatMap(({ n }, at) => [
    { lower: -n, upper: Infinity, indices: [2 * at, 2 * at + 1], values: [-base, 1] },
    { lower: n, upper: Infinity, indices: [2 * at, 2 * at + 1], values: [base, 1] }
  ]);
  for (const { total, parts } of equations)
    rows.push({
      lower: 0,
      upper: 0,
      indices: [2 * total, ...parts.map((part) => 2 * part)],
      values: [-1, ...parts.map(() => 1)]
    });
  return {
    sense: 'min',
    objective: cells.flatMap(() => [0, 1]),
    // zeros stay zeros: they are published as they are
    lower: cells.flatMap(({ n }) => [Math.max(0, Math.floor(n / base) - steps), 0]),
    upper: cells.flatMap(({ n }) => [n === 0 ? 0 : Math.ceil(n / base) + steps, Infinity]),
    rows,
    integer: true
  };
}

function checkSums(system: CellSystem, values: readonly number[]): void {
  for (const { total, parts } of system.equations)
    if (parts.reduce((sum, part) => sum + values[part]!, 0) !== values[total])
      throw new Error(`"${system.cells[total]!.id}" is no sum after rounding`);
}
