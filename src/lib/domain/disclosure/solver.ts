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
  | { status: 'optimal'; objective: number; values: number[] }
  | { status: 'unbounded' }
  | { status: 'infeasible' }
  /** A limit was reached or the numbers got out of hand. */
  | { status: 'failed'; reason: string };

/** Comes in as an argument, so that this folder needs no solver of its own: HiGHS on the server, anything in a browser. */
export type SolveProgram = (program: LinearProgram) => ProgramSolution | Promise<ProgramSolution>;
