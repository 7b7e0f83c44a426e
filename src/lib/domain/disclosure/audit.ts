import { type CellSystem, isPrimary, leastOf } from './cell-system';
import type { LinearProgram, ProgramSolution, SolveProgram } from './solver';

/** What an intruder can work out about a withheld cell; `max` is null where there is no limit. */
export interface Interval {
  min: number;
  max: number | null;
}

/** How wide the interval of a withheld cell must be: a primary one at least the threshold, any other at least 1. */
export function widthNeeded(primary: boolean, threshold: number): number {
  return primary ? threshold : 1;
}

/**
 * What an intruder can infer about each withheld cell who knows every published cell, the sums, that withheld cells
 * are at least 1, who publishes himself, and his own answer, but not which cells are primary. Whole numbers only:
 * where the linear optimum is no whole number, the integer one is computed, so an intruder who enumerates gets no further.
 *
 * Fischetti and Salazar 2000, "Models and algorithms for optimizing cell suppression", Management Science 47(7), section 2 (attacker's programs).
 *
 * With `until`, a cell's interval is followed only until it is that wide, which saves most of the programs.
 *
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
  until?: (place: number) => number
): Promise<Map<number, Interval>> {
  const places = [...withheld].sort((a, b) => a - b);
  const base = intruderProgram(system, places);
  const seen = places.map((place) => ({ min: system.cells[place]!.n, max: system.cells[place]!.n }));
  const found = new Map<number, Interval>();

  const learn = (values: number[]) => {
    for (const [column, span] of seen.entries()) {
      span.min = Math.min(span.min, values[column]!);
      span.max = Math.max(span.max, values[column]!);
    }
  };
  const reach = async (column: number, sense: 'min' | 'max', stop: number): Promise<number | null> => {
    const objective = places.map((_, other) => (other === column ? 1 : 0));
    const solution = await solveWhole({ ...base, sense, objective }, column, stop, solve);
    if (solution.status === 'unbounded') return null;
    if (solution.status !== 'optimal')
      throw new Error(`The audit of "${system.cells[places[column]!]!.id}" ended as ${solution.status}`);
    learn(solution.values);
    return solution.values[column]!;
  };

  for (const [column, place] of places.entries()) {
    const span = seen[column]!;
    const wanted = until?.(place) ?? Infinity;
    if (span.max - span.min < wanted) await reach(column, 'min', Infinity);
    let max: number | null = span.max;
    if (span.max - span.min < wanted) max = await reach(column, 'max', span.min + wanted);
    found.set(place, { min: span.min, max });
  }
  return found;
}

/** The withheld cells whose interval is too narrow, worst first. */
export async function findExposed(
  system: CellSystem,
  withheld: ReadonlySet<number>,
  threshold: number,
  solve: SolveProgram
): Promise<number[]> {
  const needed = (place: number) => widthNeeded(isPrimary(system.cells[place]!, threshold), threshold);
  const intervals = await auditSystem(system, withheld, solve, needed);
  const lacking = (place: number) => {
    const { min, max } = intervals.get(place)!;
    return max === null ? 0 : Math.max(0, needed(place) - (max - min));
  };
  return [...intervals.keys()].filter((place) => lacking(place) > 0).sort((a, b) => lacking(b) - lacking(a) || a - b);
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

/**
 * The linear program first, which may stop where the cell is high enough; the integer one only where the answer is no
 * whole number, and then without the stop: a cell that moves in steps of two can miss it.
 */
async function solveWhole(
  program: LinearProgram,
  column: number,
  stop: number,
  solve: SolveProgram
): Promise<ProgramSolution> {
  const upper = program.upper.with(column, stop);
  const relaxed = await solve({ ...program, upper });
  if (relaxed.status !== 'optimal') return relaxed;
  const solution = relaxed.values.every(isWhole) ? relaxed : await solve({ ...program, integer: true });
  return solution.status === 'optimal' ? { ...solution, values: solution.values.map(Math.round) } : solution;
}
