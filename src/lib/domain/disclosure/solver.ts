import type { Effort } from './effort';

/** A row of a program: `lower <= sum(values[k] * x[indices[k]]) <= upper`. */
export interface ProgramRow {
  lower: number;
  upper: number;
  indices: number[];
  values: number[];
}

/** A linear program; `Infinity` for no bound. With `integer`, every variable is a whole number. */
export interface LinearProgram {
  sense: 'min' | 'max';
  objective: number[];
  lower: number[];
  upper: number[];
  rows: ProgramRow[];
  integer?: boolean;
}

export type ProgramSolution =
  /** `duals`: one multiplier a row, of linear programs only. `bound`: proven limit of the objective. */
  | { status: 'optimal'; objective: number; bound: number; values: number[]; duals: number[] }
  /** Time or effort was up, or the work was called off: the best found, if any, and the proven limit. */
  | { status: 'stopped'; bound: number; values: number[] | null }
  | { status: 'unbounded' }
  | { status: 'infeasible' }
  /** The numbers got out of hand. */
  | { status: 'failed'; reason: string };

export interface SolveOptions {
  /** A solution of whole numbers to begin with. */
  start?: readonly number[];
  /** How much longer it may take; asked again while it works, 0 calls it off. */
  secondsLeft?: (() => number) | undefined;
  /** How many steps it may take; those it took are spent. Nothing else ends it then but `secondsLeft`. */
  effort?: Effort | undefined;
  /** Whole numbers: good enough when the proven gap is this small, absolutely or as a share. */
  gap?: number;
  share?: number;
  /** Every better solution of whole numbers on the way. */
  onFound?: (values: number[]) => void;
}

/** A linear program kept in the solver: solved again after small changes, it begins where it stood. */
export interface OpenProgram {
  setBounds(columns: readonly number[], lower: readonly number[], upper: readonly number[]): void;
  setCosts(columns: readonly number[], costs: readonly number[]): void;
  append(rows: readonly ProgramRow[]): void;
  solve(options?: SolveOptions): ProgramSolution | Promise<ProgramSolution>;
  close(): void;
}

/** Comes in as an argument, so that this folder needs no solver of its own: HiGHS on the server, anything in a browser. */
export interface SolveProgram {
  (program: LinearProgram, options?: SolveOptions): ProgramSolution | Promise<ProgramSolution>;
  /** @param mostly What will change most between two solutions: it decides which simplex method goes on from the last. */
  open(program: LinearProgram, mostly: 'costs' | 'rows'): OpenProgram;
}
