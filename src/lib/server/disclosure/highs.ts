import loadHighs, { type Highs, type HighsCallbackMap, type Model } from 'highs';
import type {
  LinearProgram,
  OpenProgram,
  ProgramRow,
  ProgramSolution,
  SolveOptions,
  SolveProgram
} from '$lib/domain/disclosure/solver';

/** Seconds one program may take where nobody says otherwise. */
const TIME_LIMIT = 60;

/** What a program costs besides its steps: it is passed to the solver and read back. */
const STEPS_EACH = 20;

/** Seconds that no program takes: HiGHS wants a number. */
const NEVER = 1e15;

/** The most HiGHS can be told. */
const MOST_STEPS = 2_147_483_647;

/** Of the options of HiGHS: the primal simplex method. */
const PRIMAL = 4;

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
  return Object.assign((program: LinearProgram, options?: SolveOptions) => solveWith(highs, program, options), {
    open: (program: LinearProgram, mostly: 'costs' | 'rows') => openWith(highs, program, mostly)
  });
}

function solveWith(highs: Highs, program: LinearProgram, options: SolveOptions = {}): ProgramSolution {
  if (program.objective.length === 0) return { status: 'optimal', objective: 0, bound: 0, values: [], duals: [] };
  return highs.withModel((model): ProgramSolution => {
    pass(highs, model, program);
    const solution = run(highs, model, options, program.integer);
    return solution === 'either' ? tellApart(highs, program) : solution;
  });
}

function openWith(highs: Highs, program: LinearProgram, mostly: 'costs' | 'rows'): OpenProgram {
  const model = highs.createModel();
  // other costs leave the last solution feasible: from there the primal method needs a dozen steps, the dual one hundreds
  if (mostly === 'costs') model.options.set('simplex_strategy', PRIMAL);
  pass(highs, model, program);
  const numCols = program.objective.length;
  return {
    setBounds: (columns, lower, upper) => {
      const order = inOrder(columns);
      if (order.length > 0)
        model.changeColsBounds(
          { kind: 'set', indices: order.map((at) => columns[at]!) },
          order.map((at) => lower[at]!),
          order.map((at) => upper[at]!)
        );
    },
    setCosts: (columns, costs) => {
      const order = inOrder(columns);
      if (order.length > 0)
        model.changeColsCost(
          { kind: 'set', indices: order.map((at) => columns[at]!) },
          order.map((at) => costs[at]!)
        );
    },
    append: (rows) =>
      void model.addRows({
        lower: Float64Array.from(rows, (row) => row.lower),
        upper: Float64Array.from(rows, (row) => row.upper),
        matrix: packRows(rows, numCols)
      }),
    solve: (options = {}) => {
      const solution = run(highs, model, options);
      if (solution !== 'either' && solution.status !== 'failed') return solution;
      // where it stood may be a bad place to go on from
      model.clearSolver();
      const again = run(highs, model, options);
      return again === 'either' ? { status: 'failed', reason: 'HiGHS cannot tell unbounded from infeasible' } : again;
    },
    close: () => model.dispose()
  };
}

/** HiGHS wants columns in rising order. */
const inOrder = (columns: readonly number[]) => columns.map((_, at) => at).sort((a, b) => columns[a]! - columns[b]!);

function pass(highs: Highs, model: Model, program: LinearProgram): void {
  const { objectiveSense, variableType } = highs.constants;
  model.options.set('output_flag', false);
  model.passModel({
    numCols: program.objective.length,
    numRows: program.rows.length,
    sense: program.sense === 'min' ? objectiveSense.minimize : objectiveSense.maximize,
    colCost: program.objective,
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.rows.map((row) => row.lower),
    rowUpper: program.rows.map((row) => row.upper),
    matrix: packRows(program.rows, program.objective.length),
    ...(program.integer ? { integrality: program.objective.map(() => variableType.integer) } : {})
  });
}

function run(highs: Highs, model: Model, options: SolveOptions, integer = false): ProgramSolution | 'either' {
  const { modelStatus, callbackType } = highs.constants;
  const { secondsLeft, effort, onFound } = options;
  const seconds = secondsLeft?.() ?? (effort ? Infinity : TIME_LIMIT);
  if (seconds <= 0 || (effort && effort.left <= 0)) return { status: 'stopped', bound: NaN, values: null };
  // of a program of whole numbers the limit would be that of each of its many linear ones
  const steps = effort && !integer ? Math.min(Math.ceil(effort.left), MOST_STEPS) : MOST_STEPS;
  model.options.set('simplex_iteration_limit', steps);
  // the clock of a model goes on from solve to solve
  model.zeroAllClocks();
  model.options.set('time_limit', Math.min(seconds, NEVER));
  if (options.gap !== undefined) model.options.set('mip_abs_gap', options.gap);
  if (options.share !== undefined) model.options.set('mip_rel_gap', options.share);
  if (options.start) model.setSolution({ colValue: [...options.start] });
  const hooks: HighsCallbackMap = {
    ...(onFound && {
      [callbackType.mipImprovingSolution]: (event: { data: { mip_solution?: Float64Array } }) => {
        if (event.data.mip_solution) onFound([...event.data.mip_solution]);
        return undefined;
      }
    }),
    ...((secondsLeft || (effort && integer)) && {
      [callbackType.mipInterrupt]: (event: { interrupt(): void; data: { mip_total_lp_iterations?: bigint } }) => {
        const taken = Number(event.data.mip_total_lp_iterations ?? 0);
        if ((secondsLeft?.() ?? 1) <= 0 || (effort && taken >= effort.left)) event.interrupt();
        return undefined;
      }
    })
  };
  const status = (Object.keys(hooks).length > 0 ? model.run(hooks) : model.run()).modelStatus;
  effort?.spend(STEPS_EACH + Math.max(0, Number(model.info.get('simplex_iteration_count'))));
  if (status === modelStatus.optimal) {
    const { colValue, rowDual } = model.getSolution();
    const objective = model.getObjectiveValue();
    return {
      status: 'optimal',
      objective,
      bound: provenBound(model, objective),
      values: [...colValue],
      duals: [...rowDual]
    };
  }
  if (status === modelStatus.infeasible) return { status: 'infeasible' };
  if (status === modelStatus.unbounded) return { status: 'unbounded' };
  if (status === modelStatus.unboundedOrInfeasible) return 'either';
  const { timeLimit, iterationLimit, interrupted } = modelStatus;
  if (status === timeLimit || status === iterationLimit || status === interrupted) {
    const found = model.getSolution().colValue;
    const feasible = model.info.get('primal_solution_status') === 2;
    return { status: 'stopped', bound: provenBound(model, NaN), values: feasible ? [...found] : null };
  }
  return { status: 'failed', reason: `HiGHS ended with model status ${status}` };
}

/** Of a program of whole numbers; a linear one has none but its optimum. */
function provenBound(model: Model, otherwise: number): number {
  const bound = Number(model.info.get('mip_dual_bound'));
  return model.info.get('mip_node_count') === -1n || !Number.isFinite(bound) ? otherwise : bound;
}

/** Presolve cannot always tell the two apart: without an objective nothing is unbounded. */
function tellApart(highs: Highs, program: LinearProgram): ProgramSolution {
  const feasible = solveWith(highs, { ...program, objective: program.objective.map(() => 0) });
  return feasible.status === 'optimal' ? { status: 'unbounded' } : feasible;
}

function packRows(rows: readonly ProgramRow[], numCols: number) {
  const starts = [0];
  for (const row of rows) starts.push(starts.at(-1)! + row.indices.length);
  return {
    format: 'csr' as const,
    numRows: rows.length,
    numCols,
    starts: Int32Array.from(starts),
    indices: Int32Array.from(rows.flatMap((row) => row.indices)),
    values: Float64Array.from(rows.flatMap((row) => row.values))
  };
}
