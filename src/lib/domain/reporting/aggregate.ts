import { Effort } from '../disclosure/effort';
import type { SolveProgram } from '../disclosure/solver';
import { type Result, ok, refuse, refuseAll } from '../shared/result';
import type { AggregateInput, Aggregates, PublishedTable } from './aggregate-types';
import { checkAggregateInput } from './check-input';
import { listFacts } from './counts/facts';
import { headlineLevelOf } from './counts/plan-levels';
import { type PlannedWave, planWave } from './counts/plan-wave';
import { deriveTables } from './derive/derive-tables';
import { publishTables } from './publish-tables';
import { roundTables, toMultiple } from './round-tables';

/**
 * Steps of the solver that the patterns of all tables may take together: a minute or two of a processor, where the demo
 * network needs 140,000. Steps and not seconds, so that an edition is rebuilt as it was on whatever machine; with another
 * number here it might not be.
 */
const COUNTING_STEPS = 4_000_000;

export interface AggregateOptions {
  /** How many steps the search for the cheapest patterns may take; what is found is always proven to protect. */
  steps?: number;
  /** After each group of linked tables. */
  onProgress?: (done: number, of: number) => void;
  /** Asked while it works; true ends the work (`cancelled`). */
  shouldStop?: () => boolean;
}

/**
 * Counts a wave and protects every table; what comes back may be published as it is, and is all that may be. With fewer
 * answers than the threshold there are no numbers at all, only the reason.
 *
 * docs/method.md lists the tables. How many are in the register, were invited, answered and were met counts as public;
 * which answers they gave and what they raised is protected. Derived numbers (estimates, intervals, changes) are worked
 * out of published cells, so they tell nobody more; the ladder's coefficients, which are not, say why beside them.
 *
 * Errors: `unknown-municipality`, `twice`, `unknown-level`, `unknown-barrier`, `not-met`, `threshold-too-low`,
 * `misfit`, `cancelled`, and with rounding `base-too-low`, `cannot-round`.
 *
 * @example
 * await aggregate({ model, municipalities, invited, assessed: [], met: [], barriers: [], threshold: 5 }, solve)
 * // { ok: true, value: { status: 'too-few', because: 'nobody-answered', threshold: 5 } }
 */
export async function aggregate(
  input: AggregateInput,
  solve: SolveProgram,
  options: AggregateOptions = {}
): Promise<Result<Aggregates>> {
  const problems = checkAggregateInput(input);
  if (problems.length > 0) return refuseAll(problems);
  const { model, threshold } = input;
  const answered = input.wave?.municipality.length ?? input.assessed.length;
  if (answered < threshold) {
    const because = answered === 0 ? 'nobody-answered' : 'below-threshold';
    return ok({ status: 'too-few', because, threshold });
  }
  const wave = planWave(input);
  const counted = await countAll(input, wave, solve, options);
  if (!counted.ok) return counted;
  const tables = counted.value;
  for (const table of deriveTables(input, wave, tables)) tables[table.id] = roundCounts(table, input.roundTo);
  return ok({
    status: 'ready',
    threshold,
    headlineLevel: headlineLevelOf(model),
    strata: wave.places.strata,
    ...(input.roundTo === undefined ? {} : { roundedTo: input.roundTo }),
    tables
  });
}

/** Counts of derived tables are no parts of others: of how many assessments a coefficient is. */
function roundCounts(table: PublishedTable, base: number | undefined): PublishedTable {
  if (base === undefined || table.unit !== 'municipalities') return table;
  const cells = Object.entries(table.cells).map(([id, cell]) => [
    id,
    cell.status === 'published' ? { ...cell, n: toMultiple(cell.n, base) } : cell
  ]);
  return { ...table, cells: Object.fromEntries(cells) as PublishedTable['cells'] };
}

async function countAll(
  input: AggregateInput,
  wave: PlannedWave,
  solve: SolveProgram,
  options: AggregateOptions
): Promise<Result<Record<string, PublishedTable>>> {
  const { threshold, roundTo } = input;
  if (roundTo !== undefined) return roundTables(input, wave, roundTo, solve, options);
  const facts = listFacts(input, wave, { answered: (_by, _at, n) => n, other: (n) => n });
  const previous = input.earlierEdition?.tables;
  const { steps = COUNTING_STEPS, ...watched } = options;
  const effort = new Effort(steps);
  const published = await publishTables(wave, { ...watched, effort, threshold, previous }, solve);
  if (!published) return refuse('cancelled', 'wave', 'Counting was called off.');
  return ok({ ...Object.fromEntries(facts.map((table) => [table.id, table])), ...published });
}
