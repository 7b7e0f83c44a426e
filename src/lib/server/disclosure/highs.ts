import loadHighs, { type Highs } from 'highs';
import type { LinearProgram, ProgramSolution, SolveProgram } from '$lib/domain/disclosure/solver';

/** Seconds one program may take; then it counts as failed. */
const TIME_LIMIT = 60;

let runtime: Promise<Highs> | undefined;

/**
 * HiGHS, compiled to WebAssembly, behind the domain's solver. Loaded once a process; each program gets a fresh model,
 * so that equal programs give equal answers whatever was solved before.
 *
 * @example
 * const solve = await loadHighsSolver();
 * await protectTable(input, solve);
 */
export async function loadHighsSolver(): Promise<SolveProgram> {
  runtime ??= loadHighs();
  const highs = await runtime;
  return (program) => solveWith(highs, program);
}

function solveWith(highs: Highs, program: LinearProgram): ProgramSolution {
  if (program.objective.length === 0) return { status: 'optimal', objective: 0, values: [] };
  const { objectiveSense, modelStatus, variableType } = highs.constants;
  return highs.withModel((model): ProgramSolution => {
    model.options.set('output_flag', false);
    model.options.set('time_limit', TIME_LIMIT);
    model.passModel({
      numCols: program.objective.length,
      numRows: program.rows.length,
      sense: program.sense === 'min' ? objectiveSense.minimize : objectiveSense.maximize,
      colCost: program.objective,
      colLower: program.lower,
      colUpper: program.upper,
      rowLower: program.rows.map((row) => row.lower),
      rowUpper: program.rows.map((row) => row.upper),
      matrix: packRows(program),
      ...(program.integer ? { integrality: program.objective.map(() => variableType.integer) } : {})
    });
    const status = model.run().modelStatus;
    if (status === modelStatus.optimal) {
      return { status: 'optimal', objective: model.getObjectiveValue(), values: [...model.getSolution().colValue] };
    }
    if (status === modelStatus.infeasible) return { status: 'infeasible' };
    if (status === modelStatus.unbounded) return { status: 'unbounded' };
    if (status === modelStatus.unboundedOrInfeasible) return tellApart(highs, program);
    return { status: 'failed', reason: `HiGHS ended with model status ${status}` };
  });
}

/** Presolve cannot always tell the two apart: without an objective nothing is unbounded. */
function tellApart(highs: Highs, program: LinearProgram): ProgramSolution {
  const feasible = solveWith(highs, { ...program, objective: program.objective.map(() => 0) });
  return feasible.status === 'optimal' ? { status: 'unbounded' } : feasible;
}

function packRows(program: LinearProgram) {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of program.rows) {
    indices.push(...row.indices);
    values.push(...row.values);
    starts.push(indices.length);
  }
  return {
    format: 'csr' as const,
    numRows: program.rows.length,
    numCols: program.objective.length,
    starts,
    indices,
    values
  };
}
