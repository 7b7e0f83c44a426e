import { type Edition, type EditionChange, guardEditions } from '../disclosure/guard-editions';
import type { SolveProgram } from '../disclosure/solver';
import { type Result, ok, refuse, refuseAll, type Problem } from '../shared/result';
import {
  type AggregateInput,
  type Aggregates,
  BREAKDOWNS,
  type Breakdown,
  type ReadyAggregates
} from './aggregate-types';
import { type JoinedPlans, joinPlans } from './counts/join-plans';
import type { Group } from './counts/overlaps';
import type { Plan } from './counts/plan';
import { type PlannedWave, planWave } from './counts/plan-wave';
import { readRows } from './counts/rows';
import { findFewDiffering } from './guard-derived';
import { groupLinked } from './publish-tables';

/** What an edition counted and what it published of it. The input is confidential. */
export interface PublishedWave {
  /** The edition's, as people know it: its number. */
  id: string;
  input: AggregateInput;
  aggregates: Aggregates;
}

/** Reasons named at once; one is enough to refuse. */
const MOST_REASONS = 20;

/**
 * Whether an edition may stand beside those of the same wave published before: all of them are laid out again from
 * their frozen inputs and attacked together (`guardEditions`). What one withholds must not come out of another, nor what
 * the few answered that came, left or changed their answers in between. Most derived numbers are worked out of published
 * cells and need no guard of their own; the ladder's coefficients and the effect of mentoring are worked out of answers and
 * have one (`findFewDiffering`). Of rounded editions every table is held against the one before.
 *
 * Errors: `other-strata` (count again with `earlierEdition`), `other-rounding`, `reveals-rounded`, and for each cell found `reveals`, with how
 * many `joined`, `left` and `changed` their answers since the edition before, and how many are `lacking` at least.
 *
 * @param previous The published editions of the wave, the oldest first.
 * @example
 * await guardEdition([{ id: '1', ... }], { id: '2', ... }, solve)
 * // { ok: false, problems: [{ code: 'reveals', path: '2', message: '"overall.from-2" of those who joined ...' }] }
 */
export async function guardEdition(
  previous: readonly PublishedWave[],
  next: PublishedWave,
  solve: SolveProgram
): Promise<Result<{ audited: number }>> {
  const all = [...previous, next].flatMap(({ id, input, aggregates }) =>
    aggregates.status === 'ready' ? [{ id, input, aggregates }] : []
  );
  const last = all.at(-1);
  if (!last || last.id !== next.id || all.length === 1) return ok({ audited: 0 });
  const [first] = all;
  for (const { id, aggregates } of all) {
    if (JSON.stringify(aggregates.strata) !== JSON.stringify(first!.aggregates.strata))
      return refuse(
        'other-strata',
        id,
        `Edition "${id}" breaks down by other classes than edition "${first!.id}", so the two could be subtracted - count it again with the classes of the edition before.`
      );
    if (aggregates.roundedTo !== first!.aggregates.roundedTo)
      return refuse(
        'other-rounding',
        id,
        `Edition "${id}" rounds otherwise than edition "${first!.id}", so the two together tell more than each - keep to one way in a wave.`
      );
  }
  if (first!.aggregates.roundedTo !== undefined) return guardRounded(all);
  return guardCounts(all, solve);
}

type Ready = { id: string; input: AggregateInput; aggregates: ReadyAggregates };

/** Rounded numbers of the same data are the same; of other data two roundings would be subtracted. */
function guardRounded(all: readonly Ready[]): Result<{ audited: number }> {
  const [before, now] = all.slice(-2);
  const numbers = ({ tables }: ReadyAggregates) =>
    Object.values(tables).map(({ id, cells }) => JSON.stringify([id, cells]));
  const [then, after] = [numbers(before!.aggregates), numbers(now!.aggregates)];
  if (after.every((table, at) => table === then[at])) return ok({ audited: after.length });
  const message = `Rounded numbers of edition "${now!.id}" differ from those of edition "${before!.id}": their difference would be about the few in between - keep the published numbers, or publish the next wave.`;
  return refuseAll([{ code: 'reveals-rounded', path: now!.id, message, facts: whoChanged(before!.input, now!.input) }]);
}

async function guardCounts(all: readonly Ready[], solve: SolveProgram): Promise<Result<{ audited: number }>> {
  const waves = all.map((one) => ({
    ...one,
    // laid out with the classes it was published with
    wave: planWave({ ...one.input, earlierEdition: { strata: one.aggregates.strata, tables: {} } })
  }));
  const groups = groupLinked(waves.at(-1)!.wave.plans, waves.at(-1)!.wave.twins);
  const since = whoChanged(all.at(-2)!.input, all.at(-1)!.input);
  const problems: Problem[] = [];
  const { threshold } = last(waves).input;
  let [audited, lacking] = [0, 0];
  for (const group of groups) {
    const ids = new Set(group.plans.map(({ id }) => id));
    const sides = waves.map((one) => layOut(one, ids));
    const changes = sides.slice(1).flatMap((side, at) => compare(sides[at]!, side) ?? []);
    lacking = Math.max(lacking, countLacking(sides.at(-2)!, sides.at(-1)!, threshold));
    const guarded = await guardEditions(
      sides.map((side) => side.edition),
      changes,
      threshold,
      solve
    );
    if (guarded.ok) audited += guarded.value.audited;
    else problems.push(...guarded.problems);
    if (problems.length >= MOST_REASONS) break;
  }
  for (const { ref, from, few } of findFewDiffering(all, threshold)) {
    lacking = Math.max(lacking, threshold - few);
    const message = `"${ref}" differs between editions "${from}" and "${last(all).id}" because of ${few} alone - keep the published numbers, or wait until ${threshold} or more differ.`;
    problems.push({ code: 'reveals', path: last(all).id, message });
  }
  const facts = { ...since, lacking };
  return problems.length > 0
    ? refuseAll(problems.slice(0, MOST_REASONS).map((problem) => ({ ...problem, facts })))
    : ok({ audited });
}

/**
 * How many more have to come at least until no answer is one that fewer than the threshold of those who came gave: the most
 * that any variable lacks. It may take more: classes and those who left count too.
 */
function countLacking(before: Side, now: Side, threshold: number): number {
  const lacking = now.plans.map(({ id }) => {
    const [then, after] = [standingsOf(before, id), standingsOf(now, id)];
    const came = new Map<number, number>();
    for (const [code, { leaf }] of after) if (then.get(code)?.leaf !== leaf) came.set(leaf, (came.get(leaf) ?? 0) + 1);
    return [...came.values()].reduce((sum, n) => sum + Math.max(0, threshold - n), 0);
  });
  return Math.max(0, ...lacking);
}

/** How many came, left or answered otherwise between two editions: what their difference is about. */
function whoChanged(before: AggregateInput, now: AggregateInput) {
  const sheets = (input: AggregateInput) => {
    const rows = readRows(input);
    const width = input.model.criteria.length;
    const entries = Array.from(rows.municipality, (place, row) => {
      const answers = rows.answers.subarray(row * width, (row + 1) * width);
      return [input.municipalities[place]!.code, answers.join()] as const;
    });
    return new Map(entries);
  };
  const [then, after] = [sheets(before), sheets(now)];
  const codes = [...after.keys()];
  return {
    joined: codes.filter((code) => !then.has(code)).length,
    left: [...then.keys()].filter((code) => !after.has(code)).length,
    changed: codes.filter((code) => then.has(code) && then.get(code) !== after.get(code)).length
  };
}

const last = <T>(items: readonly T[]): T => items[items.length - 1]!;

interface Side {
  edition: Edition;
  joined: JoinedPlans;
  plans: readonly Plan[];
  wave: PlannedWave;
  input: AggregateInput;
}

function layOut({ id, input, aggregates, wave }: Ready & { wave: PlannedWave }, ids: ReadonlySet<string>): Side {
  const plans = wave.plans.filter((plan) => ids.has(plan.id)).map((plan) => ({ ...plan, relations: [] }));
  const twins = wave.twins.filter(({ one, other }) => ids.has(one.plan) && ids.has(other.plan));
  const joined = joinPlans(plans, twins, wave.places);
  const hidden = new Set(joined.system.cells.flatMap((cell, place) => (cell.unseen ? [place] : [])));
  for (const [ref, place] of joined.placeOf) {
    const dot = ref.indexOf('.');
    if (aggregates.tables[ref.slice(0, dot)]?.cells[ref.slice(dot + 1)]?.status !== 'published') hidden.add(place);
  }
  // shown in one of its tables is shown
  for (const [ref, place] of joined.placeOf) {
    const dot = ref.indexOf('.');
    if (aggregates.tables[ref.slice(0, dot)]?.cells[ref.slice(dot + 1)]?.status === 'published') hidden.delete(place);
  }
  return { edition: { id, system: joined.system, withheld: hidden }, joined, plans, wave, input };
}

/** Where a municipality stands in a plan: its classes and its leaf. */
interface Standing {
  classes: Record<Breakdown, string>;
  leaf: number;
}

/** Who came into each cell and who left it between two editions; null where nobody did. */
function compare(before: Side, now: Side): EditionChange | null {
  const joined = new Map<string, number>();
  const left = new Map<string, number>();
  let changed = false;
  for (const id of new Set([...before.plans, ...now.plans].map((plan) => plan.id))) {
    const [then, after] = [standingsOf(before, id), standingsOf(now, id)];
    const cells = new Map([...before.joined.counts, ...now.joined.counts].filter(([, cell]) => cell.plan === id));
    for (const code of new Set([...then.keys(), ...after.keys()])) {
      const [was, is] = [then.get(code), after.get(code)];
      if (was && is && was.leaf === is.leaf && BREAKDOWNS.every((by) => was.classes[by] === is.classes[by])) continue;
      changed = true;
      for (const [cell, { group, leaves }] of cells) {
        const [had, has] = [was, is].map((one) => one !== undefined && leaves.has(one.leaf) && isOf(one, group));
        if (has && !had) joined.set(cell, (joined.get(cell) ?? 0) + 1);
        if (had && !has) left.set(cell, (left.get(cell) ?? 0) + 1);
      }
    }
  }
  return changed ? { from: before.edition.id, to: now.edition.id, joined, left } : null;
}

const isOf = ({ classes }: Standing, { is, not }: Group) =>
  is.every(([by, id]) => classes[by] === id) && !(not && classes[not[0]] === not[1]);

function standingsOf({ plans, wave, input }: Side, id: string): Map<string, Standing> {
  const plan = plans.find((one) => one.id === id);
  const { strata, combos, comboOf } = wave.places;
  const classesOf = combos.map(
    (places) => Object.fromEntries(BREAKDOWNS.map((by) => [by, strata[by][places[by]]!.id])) as Standing['classes']
  );
  const standings = new Map<string, Standing>();
  for (const [at, municipality] of plan?.members.entries() ?? [])
    standings.set(input.municipalities[municipality]!.code, {
      classes: classesOf[comboOf[municipality]!]!,
      leaf: plan!.leafOf[at]!
    });
  return standings;
}
