import type { Criterion, MaturityModel } from '../model/types';
import { SIZE_CLASSES } from '../register/size-class';
import type { AggregateInput, AssessedMunicipality, ReportMunicipality } from './aggregate-types';

export interface CountCell {
  id: string;
  n: number;
  known: number;
  /** Public anyway. */
  open?: boolean;
}

/** A table before disclosure control. */
export interface CountTable {
  id: string;
  cells: CountCell[];
  sums: { total: string; parts: string[] }[];
  /** A small group and its categories' counts: nothing is shown where nearly all are alike. */
  group?: { all: number; counts: number[] };
  /** Nothing of it is shown. */
  withheld?: 'too-few';
}

/** Two cells, `table.cell`, that are one and the same number. */
export type Link = [string, string];

export const SIZE_CELLS = [...SIZE_CLASSES.map(({ id }) => id), 'unknown'] as const;
/** Answers that are in no share. */
export const APART = ['dont-know', 'not-applicable', 'not-reached', 'unanswered'] as const;
export const GROUP_CELLS = ['A', 'B', 'C', 'unknown'] as const;

/** The level whose share is the headline: the second step above the start, or the highest there is. */
export function headlineLevelOf(model: MaturityModel): number {
  return model.levels[2] ?? model.levels.at(-1) ?? 0;
}

/** The steps that `from-...` cells are counted for, ascending. */
function stepsOf(model: MaturityModel): number[] {
  return model.levels.slice(1, 3);
}

/**
 * Levels of a dimension or overall: `level-0`, `level-1`, ..., `none` where nothing was applicable, and how many are
 * at a step or further, `from-1` and `from-2`.
 *
 * @example
 * countLevels(model, 'levels-legal', assessed, (one) => one.levels.legal ?? null, isKnown)
 * // cells all 12, none 0, level-0 5, from-1 7, level-1 4, from-2 3, level-2 3
 */
export function countLevels(
  model: MaturityModel,
  id: string,
  assessed: readonly AssessedMunicipality[],
  levelOf: (one: AssessedMunicipality) => number | null,
  isKnown: (code: string) => boolean
): CountTable {
  const count = counter(assessed, (one) => one.municipality, isKnown);
  const at = (level: number) => count(`level-${level}`, (one) => levelOf(one) === level);
  const [start, ...rest] = model.levels;
  const steps = stepsOf(model);
  const cells = [
    { ...count('all', () => true), open: true },
    count('none', (one) => levelOf(one) === null),
    ...(start === undefined ? [] : [at(start)])
  ];
  const sums = [{ total: 'all', parts: ['none', ...(start === undefined ? [] : [`level-${start}`])] }];
  for (const step of steps) {
    cells.push(count(`from-${step}`, (one) => (levelOf(one) ?? -Infinity) >= step));
    sums.at(-1)!.parts.push(`from-${step}`);
    sums.push({ total: `from-${step}`, parts: [] });
    // the last step holds every level from there on, the others only their own
    for (const level of step === steps.at(-1) ? rest.filter((other) => other >= step) : [step]) {
      cells.push(at(level));
      sums.at(-1)!.parts.push(`level-${level}`);
    }
  }
  const group = groupOf(cells, [
    'none',
    ...model.levels.map((level) => `level-${level}`),
    ...steps.map((step) => `from-${step}`)
  ]);
  // that nobody has come to a step says as much of a small group as that all have
  const short = steps.map((step) => group.all - (cells.find((cell) => cell.id === `from-${step}`)?.n ?? 0));
  return { id, cells, sums, group: { all: group.all, counts: [...group.counts, ...short] } };
}

/**
 * Answers to one criterion. `know` = yes, partly or no; `unmet` = partly or no. Don't know, not applicable, not
 * reached and unanswered each stand alone: they are in no denominator.
 *
 * @example
 * countAnswers('legal-first-licence', assessed, isKnown) // cells all, know, yes, unmet, partly, no, dont-know, ...
 */
export function countAnswers(
  criterion: string,
  assessed: readonly AssessedMunicipality[],
  isKnown: (code: string) => boolean
): CountTable {
  const count = counter(assessed, (one) => one.municipality, isKnown);
  const given =
    (...values: string[]) =>
    (one: AssessedMunicipality) =>
      values.includes(one.answers[criterion] ?? 'unanswered');
  const cells = [
    { ...count('all', () => true), open: true },
    count('know', given('yes', 'partly', 'no')),
    count('yes', given('yes')),
    count('unmet', given('partly', 'no')),
    count('partly', given('partly')),
    count('no', given('no')),
    ...APART.map((value) => count(value, given(value)))
  ];
  return {
    id: `answers-${criterion}`,
    cells,
    sums: [
      { total: 'all', parts: ['know', ...APART] },
      { total: 'know', parts: ['yes', 'unmet'] },
      { total: 'unmet', parts: ['partly', 'no'] }
    ],
    group: groupOf(cells, ['yes', 'unmet', 'partly', 'no', ...APART])
  };
}

export const MODE_CELLS = ['self', 'assisted', 'shared'] as const;

/**
 * How the assessments that count were filled in.
 *
 * @example
 * countModes(assessed, isKnown) // cells all 140, self 120, assisted 14, shared 6
 */
export function countModes(assessed: readonly AssessedMunicipality[], isKnown: (code: string) => boolean): CountTable {
  const count = counter(assessed, (one) => one.municipality, isKnown);
  return {
    id: 'modes',
    cells: [
      { ...count('all', () => true), open: true },
      ...MODE_CELLS.map((mode) => count(mode, (one) => one.mode === mode))
    ],
    sums: [{ total: 'all', parts: [...MODE_CELLS] }]
  };
}

/** Municipalities by size class or main group; `open` where every count is a fact of the register. */
export function countByStratum(
  id: string,
  by: 'size' | 'group',
  municipalities: readonly ReportMunicipality[],
  options: { open: boolean; isKnown: (code: string) => boolean; withheld: boolean }
): CountTable {
  const count = counter(municipalities, (one) => one.code, options.isKnown);
  const strata: readonly string[] = by === 'size' ? SIZE_CELLS : GROUP_CELLS;
  const stratumOf = (one: ReportMunicipality) => (by === 'size' ? one.sizeClass : one.mainGroup) ?? 'unknown';
  return {
    id: `${id}-by-${by}`,
    cells: [
      { ...count('all', () => true), open: true },
      ...strata.map((stratum) => ({ ...count(stratum, (one) => stratumOf(one) === stratum), open: options.open }))
    ],
    sums: [{ total: 'all', parts: [...strata] }],
    ...(options.withheld ? { withheld: 'too-few' as const } : {})
  };
}

/**
 * Distinct municipalities met that raised a barrier. Those that did not raise it are no cell: that something did not
 * come up is no answer, and protecting it would hide the very barriers that nearly everybody names.
 */
export function countBarrier(
  barrier: string,
  input: AggregateInput,
  met: ReadonlySet<string>,
  isKnown: (code: string) => boolean,
  withheld: boolean
): CountTable {
  const raisedBy = new Set(input.barriers.filter((one) => one.barrier === barrier).map((one) => one.municipality));
  const count = counter([...met], (code) => code, isKnown);
  const raised = count('raised', (code) => raisedBy.has(code));
  return {
    id: `barrier-${barrier}`,
    cells: [{ ...count('all', () => true), open: true }, raised],
    sums: [],
    group: { all: met.size, counts: [raised.n] },
    ...(withheld ? { withheld: 'too-few' as const } : {})
  };
}

/**
 * Cells of a dimension's level table and of a criterion's answers that are the same number: under the staged rule the
 * first step is reached by whoever answers yes to its only required criterion. What one table withholds must not stand
 * in the other.
 *
 * @example
 * findLinks(model, tables) // [['levels-legal.from-1', 'answers-legal-knows-whom-to-ask.yes'], ...]
 */
export function findLinks(model: MaturityModel, tables: ReadonlyMap<string, CountTable>): Link[] {
  const step = model.levels[1];
  if (model.rule.kind !== 'staged' || step === undefined) return [];
  return model.dimensions.flatMap(({ id }): Link[] => {
    const required = model.criteria.filter(
      (one) => one.dimension === id && one.level === step && one.kind === 'required'
    );
    const [only] = required;
    if (required.length !== 1 || !only || !sameNumber(tables, id, step, only)) return [];
    return [[`levels-${id}.from-${step}`, `answers-${only.id}.yes`]];
  });
}

function sameNumber(
  tables: ReadonlyMap<string, CountTable>,
  dimension: string,
  step: number,
  criterion: Criterion
): boolean {
  const cellOf = (table: string, cell: string) => tables.get(table)?.cells.find((one) => one.id === cell)?.n;
  const reached = cellOf(`levels-${dimension}`, `from-${step}`);
  return reached !== undefined && reached === cellOf(`answers-${criterion.id}`, 'yes');
}

function groupOf(cells: readonly CountCell[], categories: readonly string[]) {
  const n = (id: string) => cells.find((cell) => cell.id === id)?.n ?? 0;
  return { all: n('all'), counts: categories.map(n) };
}

function counter<T>(items: readonly T[], codeOf: (item: T) => string, isKnown: (code: string) => boolean) {
  return (id: string, belongs: (item: T) => boolean): CountCell => {
    const inside = items.filter(belongs);
    return { id, n: inside.length, known: inside.filter((item) => isKnown(codeOf(item))).length };
  };
}
