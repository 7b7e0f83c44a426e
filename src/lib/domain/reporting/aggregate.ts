import type { SolveProgram } from '../disclosure/solver';
import { type Result, ok, refuse, refuseAll } from '../shared/result';
import type { AggregateInput, Aggregates, PublishedTable } from './aggregate-types';
import { checkAggregateInput } from './check-input';
import { listFacts } from './counts/facts';
import { headlineLevelOf } from './counts/plan-levels';
import { type PlannedWave, planWave } from './counts/plan-wave';
import { deriveTables } from './derive/derive-tables';
import { publishTables } from './publish-tables';
import { roundTables } from './round-tables';

export interface AggregateOptions {
  /** How much longer the search for the cheapest patterns may take, in seconds; what is found is always proven to protect. */
  secondsLeft?: () => number;
  /** After each group of linked tables. */
  onProgress?: (done: number, of: number) => void;
  /** Asked between groups; true ends the work (`cancelled`). */
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
  for (const table of deriveTables(input, wave, tables)) tables[table.id] = table;
  return ok({
    status: 'ready',
    threshold,
    headlineLevel: headlineLevelOf(model),
    strata: wave.places.strata,
    ...(input.roundTo === undefined ? {} : { roundedTo: input.roundTo }),
    tables
  });
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
  const published = await publishTables(wave, { ...options, threshold, previous }, solve);
  if (!published) return refuse('cancelled', 'wave', 'Counting was called off.');
  return ok({ ...Object.fromEntries(facts.map((table) => [table.id, table])), ...published });
}
