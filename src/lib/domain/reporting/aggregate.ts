import type { SolveProgram } from '../disclosure/solver';
import { type Result, ok, refuseAll } from '../shared/result';
import type { AggregateInput, Aggregates } from './aggregate-types';
import { checkAggregateInput } from './check-input';
import {
  type CountTable,
  countAnswers,
  countBarrier,
  countByStratum,
  countLevels,
  countModes,
  findLinks,
  headlineLevelOf
} from './count-tables';
import { publishTables } from './publish-tables';

/**
 * Counts a wave and protects every table; what comes back may be published as it is. With fewer answers than the
 * threshold there are no numbers at all, only the reason.
 *
 * Tables (cells): `coverage` (population, invited, answered, silent, met), `population|answered|met-by-size` (s1 to s6,
 * unknown, all), `...-by-group` (A, B, C, unknown, all), `modes` (all, self,
 * assisted, shared), `overall` and `levels-<dimension>` (see `countLevels`),
 * `answers-<criterion>` (see `countAnswers`), `barrier-<barrier>` (all, raised).
 *
 * How many are in the register, were invited, answered and were met counts as public; which answers they gave, which
 * strata they come from and what they raised is protected.
 *
 * Errors: `unknown-municipality`, `twice`, `unknown-level`, `unknown-barrier`, `not-met`, `threshold-too-low`.
 *
 * @example
 * await aggregate({ model, municipalities, invited, assessed: [], met: [], barriers: [], threshold: 5 }, solve)
 * // { ok: true, value: { status: 'too-few', because: 'nobody-answered', threshold: 5 } }
 */
export async function aggregate(input: AggregateInput, solve: SolveProgram): Promise<Result<Aggregates>> {
  const problems = checkAggregateInput(input);
  if (problems.length > 0) return refuseAll(problems);
  const { model, assessed, threshold } = input;
  if (assessed.length < threshold) {
    const because = assessed.length === 0 ? 'nobody-answered' : 'below-threshold';
    return ok({ status: 'too-few', because, threshold });
  }
  const tables = countAll(input);
  const links = findLinks(model, new Map(tables.map((table) => [table.id, table])));
  return ok({
    status: 'ready',
    threshold,
    headlineLevel: headlineLevelOf(model),
    tables: await publishTables(tables, links, threshold, solve)
  });
}

function countAll(input: AggregateInput): CountTable[] {
  const { model, assessed, municipalities, threshold } = input;
  const self = new Set(input.publishThemselves);
  const isKnown = (code: string) => self.has(code);
  const answered = new Set(assessed.map((one) => one.municipality));
  const met = new Set(input.met);
  const fewMet = met.size > 0 && met.size < threshold;
  const among = (codes: ReadonlySet<string>) => municipalities.filter(({ code }) => codes.has(code));
  const fact = (id: string, n: number) => ({ id, n, known: 0, open: true });
  const coverage: CountTable = {
    id: 'coverage',
    cells: [
      fact('population', municipalities.length),
      fact('invited', new Set(input.invited).size),
      fact('answered', answered.size),
      fact('silent', municipalities.length - answered.size),
      { ...fact('met', met.size), open: !fewMet }
    ],
    sums: []
  };
  return [
    coverage,
    ...(['size', 'group'] as const).flatMap((by) => [
      countByStratum('population', by, municipalities, { open: true, isKnown, withheld: false }),
      countByStratum('answered', by, among(answered), { open: false, isKnown, withheld: false }),
      countByStratum('met', by, among(met), { open: false, isKnown, withheld: fewMet })
    ]),
    countModes(assessed, isKnown),
    countLevels(model, 'overall', assessed, (one) => one.overallLevel, isKnown),
    ...model.dimensions.map(({ id }) =>
      countLevels(model, `levels-${id}`, assessed, (one) => one.levels[id] ?? null, isKnown)
    ),
    ...model.criteria.map(({ id }) => countAnswers(id, assessed, isKnown)),
    ...model.barriers.map(({ id }) => countBarrier(id, input, met, isKnown, fewMet))
  ];
}
