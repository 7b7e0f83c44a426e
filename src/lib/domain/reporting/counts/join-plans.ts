import type { CellSystem, SystemCell } from '../../disclosure/cell-system';
import type { Breakdown } from '../aggregate-types';
import { type Category, type Counted, countPlan, type Plan, type Relation } from './plan';
import { EVERYBODY, findNested, findOverlaps, type Group, nameGroup, nameRest } from './overlaps';
import type { Places } from './strata';

/** One system of several plans; `placeOf` by `table.cell`. */
export interface JoinedPlans {
  system: CellSystem;
  placeOf: Map<string, number>;
  /** What each cell counts, by its id; those of relations are not in it. */
  counts: Map<string, { plan: string; group: Group; leaves: ReadonlySet<number> }>;
}

/** Cells that are the same number though two plans count them. */
export interface Twin {
  one: { plan: string; leaves: readonly number[] };
  other: { plan: string; leaves: readonly number[] };
  /** In every stratum too. */
  byStratum?: boolean;
}

/**
 * Writes down every cell of the plans and every sum between them, so that they are protected together: tables by size
 * class, main group, stratum and area have the same totals, and the groups in which their classes overlap are cells of
 * their own, of which no table is made (`unseen`). A small one is kept from being worked out like any other.
 *
 * @param inner Whether those groups are looked at; rounding needs none.
 * @example
 * joinPlans([levels], [], places).placeOf.get('levels-legal-by-size.s1+s2/reached') // 14
 */
export function joinPlans(plans: readonly Plan[], twins: readonly Twin[], places: Places, inner = true): JoinedPlans {
  const joint = new JointPlans(places);
  for (const plan of plans) joint.add(plan, inner);
  for (const plan of plans) for (const relation of plan.relations ?? []) joint.relate(plan, relation);
  for (const twin of twins) joint.link(twin);
  return { system: joint.system, placeOf: joint.placeOf, counts: joint.counts };
}

class JointPlans {
  readonly system: CellSystem = { cells: [], equations: [] };
  readonly placeOf = new Map<string, number>();
  readonly counts: JoinedPlans['counts'] = new Map();
  private readonly byKey = new Map<string, number>();
  private readonly counted = new Map<string, Counted>();
  private readonly seen = new Set<string>();

  constructor(private readonly places: Places) {}

  add(plan: Plan, inner: boolean): void {
    const { combos, comboOf, known } = this.places;
    const by = plan.breakdowns.map((one) => one.by);
    this.counted.set(
      plan.id,
      by.length > 0 ? countPlan(plan, comboOf, combos.length, known) : countPlan(plan, null, 1, known)
    );
    const everybody = by.length > 0 ? combos.map((_, combo) => combo) : [0];
    for (const table of plan.tables) {
      for (const cell of table.cells) this.show(`${table.id}.${cell.id}`, plan, EVERYBODY, everybody, cell);
      for (const { total, parts } of table.sums)
        this.sum(
          this.placeOf.get(`${table.id}.${total}`)!,
          parts.map((part) => this.placeOf.get(`${table.id}.${part}`)!)
        );
    }
    for (const breakdown of plan.breakdowns) this.addBreakdown(plan, breakdown, everybody);
    if (inner && by.length > 1) this.addInner(plan, by);
  }

  /** Every class with its categories, and that the classes add up to everybody. */
  private addBreakdown(
    plan: Plan,
    { by, id, categories, plain }: Plan['breakdowns'][number],
    everybody: number[]
  ): void {
    const all: Category = { id: 'all', leaves: categories.flatMap((one) => [...one.leaves]), open: true };
    const classes = this.places.strata[by].map((one, at) => ({
      ...{ id: one.id, group: nameGroup(this.places, [by], [at]) },
      combos: everybody.filter((combo) => this.places.combos[combo]![by] === at)
    }));
    const columns = plain ? categories : [all, ...categories];
    const cellOf = (of: string, column: Category) => `${id}.${plain ? of : `${of}/${column.id}`}`;
    for (const one of [...classes, { id: 'all', group: EVERYBODY, combos: everybody }])
      for (const column of columns) {
        const open = one.id === 'all' && plain ? { open: true } : {};
        this.show(cellOf(one.id, column), plan, one.group, one.combos, { ...column, ...open });
      }
    const at = (of: string, column: Category) => this.placeOf.get(cellOf(of, column))!;
    for (const column of columns)
      this.sum(
        at('all', column),
        classes.map((one) => at(one.id, column))
      );
    if (plain) return;
    for (const one of [...classes.map((row) => row.id), 'all'])
      this.sum(
        at(one, all),
        categories.map((column) => at(one, column))
      );
  }

  /**
   * The groups in which size classes, main groups and strata overlap; and, where an area lies wholly within a class or a
   * class within an area, who is left. Groups in which areas and classes overlap otherwise are many and cannot be told
   * from tables by a subtraction.
   */
  private addInner(plan: Plan, all: readonly Breakdown[]): void {
    const { categories } = plan.breakdowns[0]!;
    const by = all.filter((one) => one !== 'area');
    const groups = findOverlaps(this.places, by);
    for (const column of categories) {
      const inner = groups.map((one) => ({ ...one, place: this.cell(plan, one.group, one.combos, column.leaves) }));
      for (const breakdown of by)
        for (const at of this.places.strata[breakdown].keys())
          this.sum(
            this.classCell(plan, breakdown, at, column),
            inner.filter(({ classes }) => classes[breakdown] === at).map(({ place }) => place)
          );
    }
    if (!all.includes('area')) return;
    for (const { outer, inner, combos } of findNested(this.places, by))
      for (const column of categories) {
        const rest = this.cell(plan, nameRest(this.places, outer, inner), combos, column.leaves);
        this.sum(this.classCell(plan, ...outer, column), [this.classCell(plan, ...inner, column), rest]);
      }
  }

  private classCell(plan: Plan, by: Breakdown, at: number, column: Category): number {
    return this.byKey.get(keyOf(plan, nameGroup(this.places, [by], [at]).name, column.leaves))!;
  }

  /** A cell that two plans count, or that was published before, and those that only it counts. */
  relate(plan: Plan, { id, total, leaves }: Relation): void {
    const part = this.cell(plan, EVERYBODY, [0], leaves);
    if (leaves.length > 1)
      this.sum(
        part,
        leaves.map((leaf) => this.cell(plan, EVERYBODY, [0], [leaf]))
      );
    const whole = 'n' in total ? this.push({ id: `${id} before`, ...total, open: true }) : this.total(total);
    const [all, of] = [this.system.cells[whole]!, this.system.cells[part]!];
    const rest = { n: all.n - of.n, known: 'n' in total ? 0 : Math.max(0, all.known - of.known) };
    this.sum(whole, [part, this.push({ id, ...rest, unseen: true })]);
  }

  /** The same number in two plans, where it is. */
  link({ one, other, byStratum }: Twin): void {
    const strata = byStratum
      ? this.places.strata.stratum.map((_, at) => nameGroup(this.places, ['stratum'], [at]).name)
      : [];
    for (const group of ['*', ...strata]) {
      const [a, b] = [one, other].map((cell) => this.byKey.get(keyOf({ id: cell.plan }, group, cell.leaves)));
      if (a === undefined || b === undefined || this.system.cells[a]!.n !== this.system.cells[b]!.n) continue;
      this.sum(a, [b]);
    }
  }

  private total({ plan, leaves }: { plan: string; leaves: readonly number[] }): number {
    const place = this.byKey.get(keyOf({ id: plan }, '*', leaves));
    if (place === undefined) throw new Error(`"${plan}" has no cell of the answers ${leaves.join()}`);
    return place;
  }

  private show(ref: string, plan: Plan, group: Group, combos: readonly number[], category: Category): void {
    const place = this.cell(plan, group, combos, category.leaves, ref);
    if (category.open) this.system.cells[place]!.open = true;
    this.placeOf.set(ref, place);
  }

  /** The cell of a group and leaves, made where there is none; with `ref` it is shown. */
  private cell(plan: Plan, group: Group, combos: readonly number[], leaves: readonly number[], ref?: string): number {
    const key = keyOf(plan, group.name, leaves);
    const found = this.byKey.get(key);
    if (found !== undefined) {
      if (ref) delete this.system.cells[found]!.unseen;
      return found;
    }
    const counted = this.counted.get(plan.id)!;
    const add = (of: Float64Array) => {
      let sum = 0;
      for (const combo of combos) for (const leaf of leaves) sum += of[combo * counted.leaves + leaf]!;
      return sum;
    };
    const cell: SystemCell = { id: ref ?? key, key, n: add(counted.n), known: add(counted.known) };
    const place = this.push(ref ? cell : { ...cell, unseen: true });
    this.counts.set(cell.id, { plan: plan.id, group, leaves: new Set(leaves) });
    this.byKey.set(key, place);
    return place;
  }

  private push(cell: SystemCell): number {
    return this.system.cells.push(cell) - 1;
  }

  private sum(total: number, parts: readonly number[]): void {
    if (parts.length === 1 && parts[0] === total) return;
    const key = `${total}=${[...parts].sort((a, b) => a - b).join()}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.system.equations.push({ total, parts: [...parts] });
  }
}

const keyOf = (plan: { id: string }, group: string, leaves: readonly number[]) =>
  `${plan.id} | ${group} | ${[...leaves].sort((a, b) => a - b).join()}`;
