import type { CellSystem } from '../disclosure/cell-system';
import { type RoundedSystem, roundSystem } from '../disclosure/round-system';
import type { SolveProgram } from '../disclosure/solver';
import { type Result, ok, refuse } from '../shared/result';
import { type AggregateInput, BREAKDOWNS, type Breakdown, type PublishedTable } from './aggregate-types';
import { listFacts } from './counts/facts';
import { type JoinedPlans, joinPlans } from './counts/join-plans';
import type { Plan } from './counts/plan';
import { isPanelPublic } from './counts/plan-change';
import type { PlannedWave } from './counts/plan-wave';
import { groupLinked, type PublishOptions } from './publish-tables';

/**
 * Every count as a multiple of a base instead of some withheld: a network's choice. How many answered, as a whole, by
 * class and in both waves, is rounded first and is the same in every table; tables that share numbers are then rounded
 * together so that all their sums hold (`roundSystem`). Only what is of fewer than the threshold as a whole is still withheld.
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
  const answers = layOutAnswers(wave, input.threshold);
  const first = await roundSystem(answers.system, base, solve);
  if (!first.ok) return first;
  const { values } = first.value;
  const said: Said = {
    answered: (by, at) => values[(by ? answers.placeOf[by][at]! : answers.all).answered]!,
    population: (by, at) => values[(by ? answers.placeOf[by][at]! : answers.all).there]!,
    panel: answers.panel && { both: values[answers.panel.both]!, newcomers: values[answers.panel.newcomers]! },
    other: (n) => toMultiple(n, base)
  };
  const facts = listFacts(input, wave, said);
  const tables = Object.fromEntries(facts.map((table) => [table.id, table]));
  const groups = groupLinked(wave.plans.map(withinWave), wave.twins);
  for (const [done, { plans, twins }] of groups.entries()) {
    if (options.shouldStop?.()) return refuse('cancelled', 'wave', 'Counting was called off.');
    const whole = joinPlans(plans, twins, wave.places, false);
    for (const chosen of choices(plans)) {
      const joined = chosen === plans ? whole : joinPlans(chosen, twins, wave.places, false);
      const rounded = await roundSystem(joined.system, base, solve, fixAnswered(chosen, joined, wave, said));
      if (!rounded.ok && rounded.problems[0]?.code !== 'cannot-round') return rounded;
      for (const plan of plans) {
        const result = rounded.ok && chosen.includes(plan) ? { rounded: rounded.value, ...joined } : whole;
        for (const { id, about } of [...plan.tables, ...plan.breakdowns])
          tables[id] = describe(id, about, plan, result, tables[id]);
      }
      if (rounded.ok) break;
    }
    options.onProgress?.(done + 1, groups.length);
  }
  return ok(tables);
}

/** Whoever answered both times and the newcomers are all that answered; the wave before was rounded when it was published. */
const withinWave = (plan: Plan): Plan => ({
  ...plan,
  relations: plan.withheld ? [] : (plan.relations ?? []).filter(({ total }) => 'plan' in total)
});

/** Everything; without what is extra where that does not add up. */
function choices(plans: readonly Plan[]): (readonly Plan[])[] {
  const without = plans.filter((plan) => !plan.extra);
  return without.length > 0 && without.length < plans.length ? [plans, without] : [plans];
}

/**
 * The multiple next to a count, of a number that is no part of others.
 *
 * @example
 * toMultiple(13, 5) // 15
 */
export const toMultiple = (n: number, base: number): number => base * Math.round(n / base);

/** How counts that stand in several tables were rounded. */
interface Said {
  answered: (by: Breakdown | null, at: number) => number;
  population: (by: Breakdown | null, at: number) => number;
  panel: { both: number; newcomers: number } | null;
  other: (n: number) => number;
}

/** Numbers that were rounded before: how many answered and were met is the same in every table. */
function fixAnswered(
  plans: readonly Plan[],
  { placeOf }: JoinedPlans,
  { places, panel }: PlannedWave,
  said: Said
): Map<number, number> {
  const fixed = new Map<number, number>();
  for (const plan of plans) {
    const answering = plan.base === 'answered';
    if (answering)
      for (const { by, id } of plan.breakdowns)
        for (const [at, { id: of }] of places.strata[by].entries())
          fixed.set(placeOf.get(`${id}.${of}/all`)!, said.answered(by, at));
    const all = [...plan.tables, ...plan.breakdowns].flatMap(({ id }) => placeOf.get(`${id}.all`) ?? []);
    const ofPanel = plan.id.startsWith('change-') && said.panel && plan.members.length === panel?.now.length;
    for (const place of all)
      if (answering) fixed.set(place, said.answered(null, 0));
      else if (plan.base === 'met') fixed.set(place, said.other(plan.members.length));
      else if (ofPanel) fixed.set(place, said.panel!.both);
  }
  return fixed;
}

function describe(
  id: string,
  about: PublishedTable['about'],
  plan: Plan,
  { placeOf, rounded }: { placeOf: ReadonlyMap<string, number>; rounded?: RoundedSystem },
  before: PublishedTable | undefined
): PublishedTable {
  const withheld = plan.withheld ?? (rounded ? null : 'cannot-protect');
  const cells: PublishedTable['cells'] = { ...before?.cells };
  for (const [ref, place] of placeOf)
    if (ref.startsWith(`${id}.`))
      cells[ref.slice(id.length + 1)] =
        withheld || !rounded ? { status: 'suppressed' } : { status: 'published', n: rounded.values[place]! };
  return { id, cells, withheld, unit: 'municipalities', ...(about ? { about } : {}) };
}

/**
 * How many there are, answered and are silent, in every class, and how many answered before too: one system, since all have
 * the same totals. So in no class do more answer than there are.
 */
function layOutAnswers({ places, rows, panel }: PlannedWave, threshold: number) {
  const system: CellSystem = { cells: [], equations: [] };
  const add = (id: string, n: number) => system.cells.push({ id, n, known: 0 }) - 1;
  const trio = (id: string, answered: number, there: number) => {
    const at = {
      answered: add(id, answered),
      there: add(`${id} there`, there),
      silent: add(`${id} silent`, there - answered)
    };
    system.equations.push({ total: at.there, parts: [at.answered, at.silent] });
    return at;
  };
  const all = trio('all', rows.size, places.answered.length);
  const placeOf = Object.fromEntries(
    BREAKDOWNS.map((by) => {
      const [answered, there] = [places.strata[by].map(() => 0), places.strata[by].map(() => 0)];
      for (const at of places.classOf[by]) there[at]!++;
      for (const municipality of rows.municipality) answered[places.classOf[by][municipality]!]!++;
      const at = answered.map((n, of) => trio(`${by} ${places.strata[by][of]!.id}`, n, there[of]!));
      for (const key of ['answered', 'there', 'silent'] as const)
        system.equations.push({ total: all[key], parts: at.map((one) => one[key]) });
      return [by, at];
    })
  ) as Record<Breakdown, ReturnType<typeof trio>[]>;
  const told = panel !== null && isPanelPublic(panel, threshold);
  const parts = told ? { both: add('both', panel.now.length), newcomers: add('newcomers', panel.newcomers) } : null;
  if (parts) system.equations.push({ total: all.answered, parts: [parts.both, parts.newcomers] });
  return { system, all, placeOf, panel: parts };
}
