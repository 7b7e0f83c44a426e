import type { MaturityModel } from '../../model/types';
import { BREAKDOWNS, type Breakdown, type TableAbout } from '../aggregate-types';
import type { Category, Plan, PlannedBreakdown, PlannedTable } from './plan';
import type { Rows } from './rows';

/** The level whose share is the headline: the second step above the start, or the highest there is. */
export function headlineLevelOf(model: MaturityModel): number {
  return model.levels[2] ?? model.levels.at(-1) ?? 0;
}

/** The steps that `from-...` cells are counted for, ascending. */
const stepsOf = (model: MaturityModel): number[] => model.levels.slice(1, 3);

/** The leaves of a level or higher; leaf 0 is none, the levels follow in the model's order. */
export function leavesFrom(model: MaturityModel, step: number): number[] {
  return model.levels.flatMap((level, at) => (level >= step ? [at + 1] : []));
}

/** Leaf of each level, for arrays of levels. */
export function leafOfLevels(model: MaturityModel, levels: Int16Array, first: number, step: number): Uint8Array {
  const leaf = new Map(model.levels.map((level, at) => [level, at + 1]));
  const found = new Uint8Array(Math.ceil((levels.length - first) / step));
  for (let at = 0; at < found.length; at++) found[at] = leaf.get(levels[first + at * step]!) ?? 0;
  return found;
}

/**
 * Levels of a dimension or overall: `level-0`, `level-1`, ..., `none` where nothing was applicable, how many are at a
 * step or further, `from-1` and `from-2`; and by class how many have reached the headline level.
 *
 * @example
 * planLevels(model, rows, leafOf, { subject: 'levels', of: 'legal' }, true)
 * // tables: [{ id: 'levels-legal', cells: all, none, level-0, from-1, ... }], breakdowns: levels-legal-by-size, ...
 */
export function planLevels(model: MaturityModel, rows: Rows, leafOf: Uint8Array, about: TableAbout): Plan {
  const id = about.of === undefined ? 'overall' : `levels-${about.of}`;
  const level = headlineLevelOf(model);
  const table = describeLevels(model, id, about);
  const breakdowns =
    model.levels.length > 1
      ? BREAKDOWNS.map((by: Breakdown): PlannedBreakdown => ({
          by,
          id: `${id}-by-${by}`,
          about: { ...about, by, level },
          categories: reachedOf(model)
        }))
      : [];
  return {
    ...{ id, leafOf, breakdowns, members: rows.municipality, leaves: model.levels.length + 1, tables: [table] },
    base: 'answered',
    named: about.of === undefined,
    group: table.cells.map((cell) => cell.id).filter((cell) => cell !== 'all')
  };
}

/** At the headline level or higher, and the others. */
export function reachedOf(model: MaturityModel): Category[] {
  const reached = leavesFrom(model, headlineLevelOf(model));
  const short = [0, ...model.levels.map((_, at) => at + 1)].filter((leaf) => !reached.includes(leaf));
  return [
    { id: 'reached', leaves: reached },
    { id: 'short', leaves: short }
  ];
}

function describeLevels(model: MaturityModel, id: string, about: TableAbout): PlannedTable {
  const [start, ...rest] = model.levels;
  const steps = stepsOf(model);
  const at = (level: number): Category => ({ id: `level-${level}`, leaves: [model.levels.indexOf(level) + 1] });
  const cells: Category[] = [
    { id: 'all', leaves: [0, ...model.levels.map((_, place) => place + 1)], open: true },
    { id: 'none', leaves: [0] },
    ...(start === undefined ? [] : [at(start)])
  ];
  const sums = [{ total: 'all', parts: ['none', ...(start === undefined ? [] : [`level-${start}`])] }];
  for (const step of steps) {
    cells.push({ id: `from-${step}`, leaves: leavesFrom(model, step) });
    sums.at(-1)!.parts.push(`from-${step}`);
    sums.push({ total: `from-${step}`, parts: [] });
    // the last step holds every level from there on, the others only their own
    for (const level of step === steps.at(-1) ? rest.filter((other) => other >= step) : [step]) {
      cells.push(at(level));
      sums.at(-1)!.parts.push(`level-${level}`);
    }
  }
  return { id, about, cells, sums };
}
