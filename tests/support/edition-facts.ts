import type {
  AggregateInput,
  ReadyAggregates,
  ReportMunicipality,
  Strata
} from '$lib/domain/reporting/aggregate-types';
import { type Cell, type Facts, isSmall } from '../oracles/disclosure';

// What an intruder reads in the tables of an edition, and the truth beside it to judge by; counted anew.

type By = keyof Strata;
const partOf = (one: ReportMunicipality, by: By) =>
  by === 'size'
    ? one.sizeClass!
    : by === 'group'
      ? one.mainGroup!
      : by === 'area'
        ? one.county!
        : `${one.sizeClass}/${one.mainGroup}`;

/** What a table counts, by its name and those of its cells: municipalities by their answer. */
export interface Subject {
  table: string;
  /** The finest answers that any table tells apart. */
  leaves: string[];
  leafOf: (one: AggregateInput['assessed'][number]) => string;
  cells: Record<string, string[]>;
  byClass: Record<string, string[]>;
  breakdowns: By[];
}

export function subjectsOf({ model }: AggregateInput): Subject[] {
  const levels = ['none', ...model.levels.map(String)];
  const from = (step: number) => levels.filter((one) => Number(one) >= step);
  const cells = {
    ...{ all: levels, none: ['none'], 'from-1': from(1), 'from-2': from(2) },
    ...Object.fromEntries(model.levels.map((level) => [`level-${level}`, [String(level)]]))
  };
  const byClass = { all: levels, reached: from(2), short: levels.filter((one) => !from(2).includes(one)) };
  const breakdowns: By[] = ['size', 'group', 'stratum', 'area'];
  const dimension = model.dimensions[0]!.id;
  const apart = ['dont-know', 'not-applicable', 'not-reached', 'unanswered'];
  const answers = ['yes', 'partly', 'no', ...apart];
  return [
    {
      table: 'overall',
      leaves: levels,
      cells,
      byClass,
      breakdowns,
      leafOf: (one) => String(one.overallLevel ?? 'none')
    },
    {
      ...{ table: `levels-${dimension}`, leaves: levels, cells, byClass, breakdowns },
      leafOf: (one) => String(one.levels[dimension] ?? 'none')
    },
    ...model.criteria.map(({ id }): Subject => ({
      ...{ table: `answers-${id}`, leaves: answers, breakdowns: ['stratum'] },
      cells: {
        ...{ all: answers, know: ['yes', 'partly', 'no'], yes: ['yes'], unmet: ['partly', 'no'], partly: ['partly'] },
        ...{ no: ['no'], ...Object.fromEntries(apart.map((one) => [one, [one]])) }
      },
      byClass: { all: answers, yes: ['yes'], unmet: ['partly', 'no'], apart },
      leafOf: (one) => one.answers[id] ?? 'unanswered'
    }))
  ];
}

/** The tables of one subject in all editions, as sums of groups and answers; the truth beside them to judge by. */
export function readFacts(subject: Subject, editions: { input: AggregateInput; published: ReadyAggregates }[]) {
  const register = new Map(editions[0]!.input.municipalities.map((one) => [one.code, one]));
  const { strata } = editions[0]!.published;
  const classOf = (one: ReportMunicipality, by: By) => strata[by].find(({ of }) => of.includes(partOf(one, by)))!.id;
  const groupOf = (one: ReportMunicipality) => subject.breakdowns.map((by) => classOf(one, by)).join(' ');
  const groups = [...new Set([...register.values()].map(groupOf))];
  const seen = new Set<string>();
  const facts: Facts = { threshold: 5, cells: [], inner: [] };
  const hidden: boolean[] = [];
  const add = (cell: Cell, isHidden: boolean) => {
    hidden.push(isHidden);
    return facts.cells.push(cell) - 1;
  };
  const under = new Map<string, number[]>();
  for (const [wave, { input, published }] of editions.entries()) {
    // who is new in an edition is a group of its own
    const fresh = input.assessed.filter(({ municipality }) => !seen.has(municipality));
    for (const one of fresh) seen.add(one.municipality);
    for (const group of groups)
      for (const leaf of subject.leaves) {
        const n = fresh.filter(
          (one) => groupOf(register.get(one.municipality)!) === group && subject.leafOf(one) === leaf
        ).length;
        const at = facts.inner.length;
        facts.inner.push(
          add({ name: `${group} ${leaf} new in ${wave}`, under: [at], n, known: 0, unlisted: true }, true)
        );
        const key = `${group} ${leaf}`;
        under.set(key, [...(under.get(key) ?? []), at]);
      }
    const places = (of: readonly string[], leaves: readonly string[]) =>
      of.flatMap((group) => leaves.flatMap((leaf) => under.get(`${group} ${leaf}`)!));
    const count = (isIn: (one: ReportMunicipality) => boolean, leaves: readonly string[]) =>
      input.assessed.filter((one) => isIn(register.get(one.municipality)!) && leaves.includes(subject.leafOf(one)))
        .length;
    const table = (id: string, cell: string, of: string[], n: number, leaves: string[]) => {
      const shown = published.tables[id]!.cells[cell]!;
      if (shown.status === 'published' && shown.n !== n) throw new Error(`${id}.${cell} is ${n}, not ${shown.n}`);
      add({ name: `${id}.${cell} of ${wave}`, under: places(of, leaves), n, known: 0 }, shown.status === 'suppressed');
    };
    for (const [cell, leaves] of Object.entries(subject.cells))
      table(
        subject.table,
        cell,
        groups,
        count(() => true, leaves),
        leaves
      );
    // of the few that came between two editions nothing must be read off their difference
    if (wave > 0)
      for (const [cell, leaves] of Object.entries(subject.cells)) {
        const n = fresh.filter((one) => leaves.includes(subject.leafOf(one))).length;
        const of = groups.flatMap((group) => leaves.map((leaf) => under.get(`${group} ${leaf}`)!.at(-1)!));
        const joined = { name: `${subject.table}.${cell} new in ${wave}`, under: of, n, known: 0 };
        if (isSmall(joined, facts.threshold)) add(joined, true);
      }
    for (const by of subject.breakdowns) {
      if (published.tables[`${subject.table}-by-${by}`]?.withheld) continue;
      for (const { id } of strata[by])
        for (const [cell, leaves] of Object.entries(subject.byClass)) {
          const isIn = (one: ReportMunicipality) => classOf(one, by) === id;
          const of = [...new Set([...register.values()].filter(isIn).map(groupOf))];
          table(`${subject.table}-by-${by}`, `${id}/${cell}`, of, count(isIn, leaves), leaves);
        }
    }
  }
  return { facts, hidden };
}
