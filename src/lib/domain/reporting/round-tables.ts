import type { CellSystem } from '../disclosure/cell-system';
import { roundSystem } from '../disclosure/round-system';
import type { SolveProgram } from '../disclosure/solver';
import { type Result, ok, refuse } from '../shared/result';
import { type AggregateInput, BREAKDOWNS, type Breakdown, type PublishedTable } from './aggregate-types';
import { listFacts } from './counts/facts';
import { joinPlans } from './counts/join-plans';
import type { Plan } from './counts/plan';
import type { PlannedWave } from './counts/plan-wave';
import type { PublishOptions } from './publish-tables';

/**
 * Every count as a multiple of a base instead of some withheld: a network's choice. How many answered, as a whole and by
 * class, is rounded first and is the same in every table; each plan is then rounded so that all its sums hold
 * (`roundSystem`). Only what is of fewer than the threshold as a whole is still withheld.
 *
 * Errors: `base-too-low`, `cannot-round`, `cancelled`.
 *
 * @example
 * (await roundTables(input, wave, 5, solve, {})).value.overall.cells['level-0'] // { status: 'published', n: 15 }
 */
export async function roundTables(
  input: AggregateInput,
  wave: PlannedWave,
  base: number,
  solve: SolveProgram,
  options: Pick<PublishOptions, 'onProgress' | 'shouldStop'>
): Promise<Result<Record<string, PublishedTable>>> {
  const answers = layOutAnswers(wave);
  const first = await roundSystem(answers.system, base, solve);
  if (!first.ok) return first;
  const nearest = (n: number) => base * Math.round(n / base);
  const answered = (by: Breakdown | null, at: number) => first.value.values[by ? answers.placeOf[by][at]! : 0]!;
  const facts = listFacts(input, wave, { answered, other: nearest });
  const tables = Object.fromEntries(facts.map((table) => [table.id, table]));
  for (const [done, plan] of wave.plans.entries()) {
    if (options.shouldStop?.()) return refuse('cancelled', 'wave', 'Counting was called off.');
    const joined = joinPlans([{ ...plan, relations: [] }], [], wave.places, false);
    const fixed = new Map<number, number>();
    if (plan.base === 'answered')
      for (const { by, id } of plan.breakdowns)
        for (const [at, { id: of }] of wave.places.strata[by].entries())
          fixed.set(joined.placeOf.get(`${id}.${of}/all`)!, answered(by, at));
    const all = [...plan.tables, ...plan.breakdowns].flatMap(({ id }) => joined.placeOf.get(`${id}.all`) ?? []);
    if (plan.base === 'answered') for (const place of all) fixed.set(place, answered(null, 0));
    if (plan.base === 'met') for (const place of all) fixed.set(place, nearest(plan.members.length));
    const rounded = await roundSystem(joined.system, base, solve, fixed);
    if (!rounded.ok && rounded.problems[0]?.code !== 'cannot-round') return rounded;
    for (const { id, about } of [...plan.tables, ...plan.breakdowns])
      tables[id] = describe(id, about, plan, joined.placeOf, rounded.ok ? rounded.value.values : null, tables[id]);
    options.onProgress?.(done + 1, wave.plans.length);
  }
  return ok(tables);
}

function describe(
  id: string,
  about: PublishedTable['about'],
  plan: Plan,
  placeOf: ReadonlyMap<string, number>,
  values: readonly number[] | null,
  before: PublishedTable | undefined
): PublishedTable {
  const withheld = plan.withheld ?? (values ? null : 'cannot-protect');
  const cells: PublishedTable['cells'] = { ...before?.cells };
  for (const [ref, place] of placeOf)
    if (ref.startsWith(`${id}.`))
      cells[ref.slice(id.length + 1)] =
        withheld || !values ? { status: 'suppressed' } : { status: 'published', n: values[place]! };
  return { id, cells, withheld, unit: 'municipalities', ...(about ? { about } : {}) };
}

/** How many answered, in every class: one system, since all classes have the same total. */
function layOutAnswers({ places, rows }: PlannedWave) {
  const system: CellSystem = { cells: [{ id: 'all', n: rows.size, known: 0 }], equations: [] };
  const placeOf = Object.fromEntries(
    BREAKDOWNS.map((by) => {
      const counts = places.strata[by].map(() => 0);
      for (const municipality of rows.municipality) counts[places.classOf[by][municipality]!]!++;
      const at = counts.map(
        (n, of) => system.cells.push({ id: `${by} ${places.strata[by][of]!.id}`, n, known: 0 }) - 1
      );
      system.equations.push({ total: 0, parts: at });
      return [by, at];
    })
  ) as Record<Breakdown, number[]>;
  return { system, placeOf };
}
