import type { Effort } from '../disclosure/effort';
import { isPrimary } from '../disclosure/cell-system';
import { SMALL_GROUP } from '../disclosure/merge-groups';
import { protectSystem } from '../disclosure/protect-system';
import type { SolveProgram } from '../disclosure/solver';
import type { Breakdown, PublishedTable, TableAbout, TableWithheld } from './aggregate-types';
import { type JoinedPlans, joinPlans, type Twin } from './counts/join-plans';
import { countPlan, type Plan } from './counts/plan';
import type { PlannedWave } from './counts/plan-wave';
import type { Places } from './counts/strata';

export interface PublishOptions {
  threshold: number;
  /** Tables of the edition before. */
  previous?: Readonly<Record<string, PublishedTable>> | undefined;
  /** How many steps the search for the cheapest patterns may take: what is published hangs on no clock. */
  effort?: Effort | undefined;
  /** After each group of linked tables. */
  onProgress?: ((done: number, of: number) => void) | undefined;
  /** Asked while it works; true ends the work. */
  shouldStop?: (() => boolean) | undefined;
}

type Tables = Record<string, PublishedTable>;

/** A group of linked plans may take this many times its even share of the steps that are left. */
const SHARE = 4;

/**
 * Protects the tables of a wave against disclosure, linked ones together. Where no pattern protects a group of tables,
 * first changes since the wave before, then tables by class, one kind after the other, are left out of it; at last all of it but the facts that are
 * public anyway is withheld. `withheld` says why.
 *
 * @returns null where it was called off.
 * @example
 * await publishTables(planWave(input), { threshold: 5 }, solve)
 * // { 'levels-legal': { id: 'levels-legal', cells: { all: { status: 'published', n: 40 }, ... }, withheld: null }, ... }
 */
export async function publishTables(
  wave: Pick<PlannedWave, 'plans' | 'twins' | 'places'>,
  options: PublishOptions,
  solve: SolveProgram
): Promise<Tables | null> {
  const published: Tables = {};
  const groups = groupLinked(wave.plans, wave.twins);
  for (const [done, group] of groups.entries()) {
    const { effort: all, shouldStop } = options;
    const effort = all?.part((all.left * SHARE) / (groups.length - done + SHARE - 1));
    const tables = await publishGroup(group, wave.places, { ...options, effort }, solve);
    // what was called off on the way is no result
    if (shouldStop?.()) return null;
    for (const table of tables)
      published[table.id] = published[table.id] ? mergeTables(published[table.id]!, table) : table;
    options.onProgress?.(done + 1, groups.length);
  }
  return Object.fromEntries(wave.plans.flatMap(listTables).map(({ id }) => [id, published[id]!]));
}

/** The tables of a plan, in order. */
const listTables = (plan: Plan): { id: string; about: TableAbout }[] => [...plan.tables, ...plan.breakdowns];

/** Two plans can fill one table: mentors and mentees. */
const mergeTables = (one: PublishedTable, other: PublishedTable): PublishedTable => ({
  ...one,
  cells: { ...one.cells, ...other.cells },
  withheld: one.withheld ?? other.withheld
});

interface Group {
  plans: Plan[];
  twins: Twin[];
}

async function publishGroup(
  group: Group,
  places: Places,
  options: PublishOptions,
  solve: SolveProgram
): Promise<PublishedTable[]> {
  const out: PublishedTable[] = [];
  const withhold = (plan: Plan, reason: TableWithheld) => out.push(...withholdPlan(plan, places, reason));
  const plans: Plan[] = [];
  for (const plan of group.plans) {
    const reason = plan.withheld ?? (isOneSided(plan, places) ? ('one-sided' as const) : undefined);
    if (reason) withhold(plan, reason);
    else plans.push(plan);
  }
  // what a withheld table would say could be read off its twin
  if (group.plans.some((plan) => !plan.extra && !plans.includes(plan))) {
    for (const plan of plans) withhold(plan, 'one-sided');
    return out;
  }
  for (const chosen of choices(plans)) {
    const tables = await tryPlans(chosen, group.twins, places, options, solve);
    if (!tables) continue;
    const done = new Set(tables.map(({ id }) => id));
    for (const plan of plans)
      for (const table of withholdPlan(plan, places, 'cannot-protect')) if (!done.has(table.id)) tables.push(table);
    return [...out, ...tables];
  }
  for (const plan of plans) withhold(plan, 'cannot-protect');
  return out;
}

/**
 * Classes that are given up one after the other. Where size classes, main groups and strata of both are told at once,
 * three municipalities that are alone in where they overlap cannot be kept apart; strata serve the estimates alone, which
 * can do with size classes.
 */
const GIVEN_UP: readonly (readonly Breakdown[])[] = [
  [],
  ['stratum'],
  ['stratum', 'group'],
  ['stratum', 'group', 'area']
];

/** Everything; without what is extra; with ever fewer classes; without any. */
function choices(plans: readonly Plan[]): Plan[][] {
  const first = plans.filter((plan) => !plan.extra).map(withoutExtra);
  const without = (from: readonly Plan[], lost: readonly Breakdown[]) =>
    from.map((plan) => {
      const breakdowns = plan.breakdowns.filter(({ by }) => !lost.includes(by));
      // a plan that is nothing but classes has nothing else to show
      return { ...plan, breakdowns: breakdowns.length > 0 || plan.tables.length > 0 ? breakdowns : plan.breakdowns };
    });
  const all = [
    ...GIVEN_UP.flatMap((lost) => [without(plans, lost), without(first, lost)]),
    without(first, ['size', 'group', 'stratum', 'area'])
  ];
  const seen = new Set<string>();
  return all.filter((chosen) => {
    const key = chosen
      .flatMap(listTables)
      .map(({ id }) => id)
      .join();
    return chosen.length > 0 && !seen.has(key) && seen.add(key);
  });
}

const withoutExtra = (plan: Plan): Plan => (plan.extraTables ? { ...plan, tables: plan.tables.slice(0, 1) } : plan);

/** Null where it cannot be protected, or where what is extra would cost a number of the tables it is linked with. */
async function tryPlans(
  plans: readonly Plan[],
  twins: readonly Twin[],
  places: Places,
  { threshold, previous, effort, shouldStop }: PublishOptions,
  solve: SolveProgram
): Promise<PublishedTable[] | null> {
  const has = new Set(plans.map(({ id }) => id));
  const joined = joinPlans(
    plans,
    twins.filter(({ one, other }) => has.has(one.plan) && has.has(other.plan)),
    places
  );
  const limits = { effort, ...(shouldStop && { secondsLeft: () => (shouldStop() ? 0 : Infinity) }) };
  const promised = Math.max(threshold, ...plans.map((plan) => plan.threshold ?? 0));
  const protection = await protectSystem(joined.system, promised, solve, {
    ...limits,
    previous: previous && findWithheld(joined, previous)
  });
  if (!protection.ok) return null;
  const { withheld } = protection.value;
  const extra = plans.some((plan) => plan.extra === true || (plan.extraTables === true && plan.tables.length > 1));
  const costs = (ref: string) => {
    const place = joined.placeOf.get(ref)!;
    return withheld.has(place) && !isPrimary(joined.system.cells[place]!, threshold);
  };
  if (extra) {
    const main = plans.filter((plan) => !plan.extra).map(withoutExtra);
    const without = joinPlans(
      main,
      twins.filter(({ one, other }) => has.has(one.plan) && has.has(other.plan)),
      places
    );
    const lost = main.some((plan) => plan.tables[0]?.cells.some(({ id }) => costs(`${plan.tables[0]!.id}.${id}`)));
    if (lost) {
      const alone = await protectSystem(without.system, threshold, solve, limits);
      const kept =
        alone.ok && [...without.placeOf].some(([ref, place]) => !alone.value.withheld.has(place) && costs(ref));
      if (kept) return null;
    }
  }
  return plans.flatMap(listTables).map(({ id, about }) => readTable(id, about, joined, withheld));
}

function readTable(id: string, about: TableAbout, joined: JoinedPlans, withheld: ReadonlySet<number>): PublishedTable {
  const cells: PublishedTable['cells'] = {};
  for (const [ref, place] of joined.placeOf)
    if (ref.startsWith(`${id}.`))
      cells[ref.slice(id.length + 1)] = withheld.has(place)
        ? { status: 'suppressed' }
        : { status: 'published', n: joined.system.cells[place]!.n };
  return { id, cells, withheld: null, about, unit: 'municipalities' };
}

/** The places that the edition before withheld. */
function findWithheld({ placeOf }: JoinedPlans, previous: Readonly<Record<string, PublishedTable>>): Set<number> {
  const withheld = new Set<number>();
  for (const [ref, place] of placeOf) {
    const dot = ref.indexOf('.');
    if (previous[ref.slice(0, dot)]?.cells[ref.slice(dot + 1)]?.status === 'suppressed') withheld.add(place);
  }
  return withheld;
}

/** All of a plan's tables without their numbers; a fact that is public anyway stays, unless there are too few to say even how many. */
function withholdPlan(plan: Plan, places: Places, withheld: TableWithheld): PublishedTable[] {
  const joined = joinPlans([{ ...plan, relations: [] }], [], places, false);
  const hidden = new Set(
    joined.system.cells.flatMap((cell, place) => (cell.open && withheld !== 'too-few' ? [] : [place]))
  );
  return listTables(plan).map(({ id, about }) => ({ ...readTable(id, about, joined, hidden), withheld }));
}

/** Whether all of a small group, or all but one, are alike: also that nobody has come to a step says as much as that all have. */
function isOneSided(plan: Plan, places: Places): boolean {
  if (!plan.group) return false;
  const { n } = countPlan(plan, null, 1, places.known);
  const all = plan.members.length;
  if (all === 0 || all >= SMALL_GROUP) return false;
  const cells = plan.tables[0]!.cells.filter(({ id }) => plan.group!.includes(id));
  return cells.some(({ id, leaves }) => {
    const count = leaves.reduce((sum, leaf) => sum + n[leaf]!, 0);
    return count >= all - 1 || (id.startsWith('from-') && count <= 1);
  });
}

/** Plans that share numbers. */
export function groupLinked(plans: readonly Plan[], twins: readonly Twin[]): Group[] {
  const groups: Group[] = plans.map((plan) => ({ plans: [plan], twins: [] }));
  const groupOf = (id: string) => groups.find((group) => group.plans.some((plan) => plan.id === id));
  const join = (one: string, other: string): Group | undefined => {
    const [to, from] = [groupOf(one), groupOf(other)];
    if (!to || !from || to === from) return to;
    to.plans.push(...from.plans);
    to.twins.push(...from.twins);
    groups.splice(groups.indexOf(from), 1);
    return to;
  };
  for (const twin of twins) join(twin.one.plan, twin.other.plan)?.twins.push(twin);
  for (const plan of plans)
    for (const { total } of plan.relations ?? []) if ('plan' in total) join(total.plan, plan.id);
  return groups;
}
