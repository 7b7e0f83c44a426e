import { type CellSystem, leastOf } from './cell-system';
import type { LinearProgram, OpenProgram, ProgramSolution, SolveProgram } from './solver';

/** What an intruder can work out about a withheld cell; `max` is null where there is no limit. */
export interface Interval {
  min: number;
  max: number | null;
}

/**
 * What an intruder can infer about each withheld cell who knows every published cell, the sums, that withheld cells
 * are at least 1, who publishes himself, and his own answer, but not which cells are primary. Whole numbers only:
 * where the linear optimum is no whole number, the integer one is computed, so an intruder who enumerates gets no further.
 *
 * Fischetti and Salazar 2001, "Solving the cell suppression problem on tabular data with linear constraints", Management Science 47(7), section 2 (attacker's programs).
 *
 * @param only Of the withheld ones, those that are asked for.
 * @returns Intervals by place in `system.cells`; only withheld cells are in it.
 * @throws where the solver fails or finds the true table impossible: both are faults, not inputs.
 *
 * @example
 * // 2 + 7 = 9, both parts withheld, the total published
 * await auditSystem(system, new Set([0, 1]), solve) // Map { 0 => { min: 1, max: 8 }, 1 => { min: 1, max: 8 } }
 */
export async function auditSystem(
  system: CellSystem,
  withheld: ReadonlySet<number>,
  solve: SolveProgram,
  only: ReadonlySet<number> = withheld
): Promise<Map<number, Interval>> {
  const places = [...withheld].sort((a, b) => a - b);
  const found = new Map<number, Interval>();
  if (places.length === 0 || only.size === 0) return found;
  const base = intruderProgram(system, places);
  const open = solve.open({ ...base, sense: 'max', objective: places.map(() => 0) }, 'costs');
  const end = async (column: number, sense: 'min' | 'max'): Promise<number | null> => {
    const sign = sense === 'max' ? 1 : -1;
    open.setCosts([column], [sign]);
    const objective = places.map((_, other) => (other === column ? 1 : 0));
    const solution = await solveWhole(open, { ...base, sense, objective }, solve);
    open.setCosts([column], [0]);
    if (solution.status === 'unbounded') return null;
    if (solution.status !== 'optimal')
      throw new Error(`The audit of "${system.cells[places[column]!]!.id}" ended as ${solution.status}`);
    return Math.round(solution.values[column]!);
  };
  try {
    for (const [column, place] of places.entries()) {
      if (!only.has(place)) continue;
      const min = await end(column, 'min');
      const max = await end(column, 'max');
      found.set(place, { min: min!, max });
    }
  } finally {
    open.close();
  }
  return found;
}

function intruderProgram(system: CellSystem, places: number[]): Omit<LinearProgram, 'sense' | 'objective'> {
  const columnOf = new Map(places.map((place, column) => [place, column]));
  const rows: LinearProgram['rows'] = [];
  for (const { total, parts } of system.equations) {
    const indices: number[] = [];
    const values: number[] = [];
    let constant = 0;
    for (const [place, sign] of [[total, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
      const column = columnOf.get(place);
      if (column === undefined) constant += sign * system.cells[place]!.n;
      else {
        indices.push(column);
        values.push(sign);
      }
    }
    if (indices.length > 0) rows.push({ lower: -constant, upper: -constant, indices, values });
  }
  return {
    lower: places.map((place) => leastOf(system.cells[place]!)),
    upper: places.map(() => Infinity),
    rows
  };
}

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6;

/** The linear program first, from where the last one ended; the integer one only where the answer is no whole number. */
async function solveWhole(open: OpenProgram, program: LinearProgram, solve: SolveProgram): Promise<ProgramSolution> {
  const relaxed = await open.solve();
  if (relaxed.status === 'optimal' && relaxed.values.every(isWhole)) return relaxed;
  // one that ended without an answer is asked again from the beginning
  if (relaxed.status !== 'optimal') return solve(program);
  return solve({ ...program, integer: true });
}
