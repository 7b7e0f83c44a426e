import { type CellSystem, isPrimary, leastOf } from './cell-system';
import { widthNeeded } from './audit';
import type { LinearProgram, SolveProgram } from './solver';

/**
 * The cheapest further cells to withhold so that the interval of one cell becomes wide enough: two tables are sought
 * that agree with everything published and differ in that cell by the width, moving as little as possible in cells
 * that are still published (a unit of movement costs the cell's count).
 *
 * After the one-cell-at-a-time heuristics of Kelly, Golden and Assad 1992 (Networks 22) and Fischetti and Salazar 2000
 * (Management Science 47(7), section 5), with the two directions in one program.
 *
 * @returns Places to withhold in addition, or null where cells that must stay open make it impossible.
 *
 * @example
 * // 3 + 20 + 40 = 63 with only the 3 withheld
 * await findWidening(system, new Set([0]), 0, 5, solve) // [1]
 */
export async function findWidening(
  system: CellSystem,
  withheld: ReadonlySet<number>,
  target: number,
  threshold: number,
  solve: SolveProgram
): Promise<number[] | null> {
  const program = wideningProgram(system, withheld, target, threshold);
  const relaxed = await movedBy(program, solve);
  if (relaxed === null) return null;
  const added = relaxed.filter((place) => !withheld.has(place));
  if (added.length > 0) return added;
  // halves of a municipality would do: only the whole-number program can tell what really helps
  return (await movedBy({ ...program, integer: true }, solve))?.filter((place) => !withheld.has(place)) ?? null;
}

interface WideningProgram extends LinearProgram {
  movable: number[];
}

/** Four columns a movable cell: up and down in the first table, up and down in the second. */
function wideningProgram(
  system: CellSystem,
  withheld: ReadonlySet<number>,
  target: number,
  threshold: number
): WideningProgram {
  const movable = system.cells.flatMap((cell, place) => (cell.n > 0 && !cell.open ? [place] : []));
  const columnOf = new Map(movable.map((place, index) => [place, index * 4]));
  const objective: number[] = [];
  const upper: number[] = [];
  for (const place of movable) {
    const cell = system.cells[place]!;
    // next to nothing, so that movement through withheld cells is not longer than it must be
    const cost = withheld.has(place) ? 0.001 : cell.n;
    const down = cell.n - leastOf(cell);
    objective.push(cost, cost, cost, cost);
    upper.push(Infinity, down, Infinity, down);
  }
  const rows: LinearProgram['rows'] = [];
  for (const { total, parts } of system.equations) {
    for (const table of [0, 2]) {
      const indices: number[] = [];
      const values: number[] = [];
      for (const [place, sign] of [[total, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
        const column = columnOf.get(place);
        if (column === undefined) continue;
        indices.push(column + table, column + table + 1);
        values.push(sign, -sign);
      }
      if (indices.length > 0) rows.push({ lower: 0, upper: 0, indices, values });
    }
  }
  const at = columnOf.get(target)!;
  const width = widthNeeded(isPrimary(system.cells[target]!, threshold), threshold);
  rows.push({ lower: width, upper: Infinity, indices: [at, at + 1, at + 2, at + 3], values: [1, -1, -1, 1] });
  return { sense: 'min', objective, lower: objective.map(() => 0), upper, rows, movable };
}

async function movedBy(program: WideningProgram, solve: SolveProgram): Promise<number[] | null> {
  const solution = await solve(program);
  if (solution.status === 'infeasible') return null;
  if (solution.status !== 'optimal') throw new Error(`The search for cells to withhold ended as ${solution.status}`);
  return program.movable.filter((_, index) =>
    solution.values.slice(index * 4, index * 4 + 4).some((value) => value > 1e-6)
  );
}
