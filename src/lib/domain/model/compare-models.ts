import type { Blocker } from '../assessment/result-types';
import { scoreAssessment } from '../assessment/score-assessment';
import type { ModelBridge } from './bridge';
import { showUnder } from './show-under';
import type { AnswerSheet, Criterion, MaturityModel } from './types';

export interface Cause {
  criterion: string;
  /** Assessments in which it raised or lowered the dimension. */
  count: number;
}

export interface DimensionEffect {
  dimension: string;
  up: number;
  down: number;
  same: number;
  /** Nothing applicable in one of the two, or a dimension the older version does not have. */
  incomparable: number;
  /** Mean of newer score minus older score over what can be compared, in points of 100; null where nothing can. */
  meanScoreChange: number | null;
  /** Criteria that hold a dimension down or no longer do, most often first, then in model order. */
  causes: Cause[];
}

export interface ModelEffect {
  assessments: number;
  dimensions: DimensionEffect[];
  /** Assessments with at least one answer that is not carried. */
  losing: number;
  /** Criteria of the older version whose answers are not carried, with how many there are. */
  lost: Cause[];
  /** Criteria of the newer version that are open although the older assessment was answered, with how many there are. */
  open: Cause[];
}

/** Scores closer than this are the same to a reader who sees whole points. */
const SAME_SCORE = 0.05;

class Tally {
  private readonly counts = new Map<string, number>();
  add(ids: Iterable<string>): void {
    for (const id of new Set(ids)) this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
  }
  list(order: readonly Criterion[]): Cause[] {
    const place = new Map(order.map(({ id }, at) => [id, at]));
    return [...this.counts]
      .map(([criterion, count]) => ({ criterion, count }))
      .sort((a, b) => b.count - a.count || (place.get(a.criterion) ?? -1) - (place.get(b.criterion) ?? -1));
  }
}

/** Criteria of one dimension that count otherwise in the newer version: the cause where a rule has no levels. */
function listChanged(old: MaturityModel, next: MaturityModel, dimension: string): string[] {
  const weigh = (criterion: Criterion | undefined) =>
    criterion && JSON.stringify([criterion.dimension, criterion.kind, criterion.weight ?? 1, criterion.points ?? null]);
  const [before, after] = [old, next].map((model) => new Map(model.criteria.map((one) => [one.id, one])));
  return [...new Set([...before!.keys(), ...after!.keys()])].filter((id) => {
    const [was, is] = [before!.get(id), after!.get(id)];
    return [was?.dimension, is?.dimension].includes(dimension) && weigh(was) !== weigh(is);
  });
}

const ids = (blocking: readonly Blocker[]) => blocking.map(({ criterion }) => criterion);

/**
 * What a newer version of a model does to assessments made under an older one: for each dimension of the newer version
 * how many go up, down or stay. Where a model has levels, the level decides; where it has none, the score. What holds a
 * fallen dimension down, and what no longer holds a risen one, are the causes.
 *
 * @example
 * // the newer version asks for one more criterion at level 2 of "legal"; of two assessments one was at level 2
 * compareModels({ old, next, bridge, sheets }).dimensions[0];
 * // { dimension: 'legal', up: 0, down: 1, same: 1, incomparable: 0, meanScoreChange: -12.5,
 * //   causes: [{ criterion: 'legal-new', count: 1 }] }
 */
export function compareModels(input: {
  old: MaturityModel;
  next: MaturityModel;
  bridge: ModelBridge;
  sheets: readonly AnswerSheet[];
}): ModelEffect {
  const { old, next, bridge, sheets } = input;
  const tallies = next.dimensions.map(({ id }) => ({
    id,
    up: 0,
    down: 0,
    same: 0,
    incomparable: 0,
    change: 0,
    causes: new Tally(),
    changed: listChanged(old, next, id)
  }));
  const [lost, open] = [new Tally(), new Tally()];
  let losing = 0;
  for (const sheet of sheets) {
    const shown = showUnder(next, bridge, sheet);
    const [before, after] = [scoreAssessment(old, sheet), scoreAssessment(next, shown.answers)];
    if (shown.notCarried.length > 0) losing++;
    lost.add(shown.notCarried);
    open.add(shown.open.map(({ criterion }) => criterion));
    for (const tally of tallies) {
      const [was, is] = [before.dimensions[tally.id], after.dimensions[tally.id]];
      if (!was || !is) {
        tally.incomparable++;
        continue;
      }
      tally.change += is.score - was.score;
      const byLevel = was.level !== null && is.level !== null;
      const step = byLevel ? is.level! - was.level! : is.score - was.score;
      if (byLevel ? step === 0 : Math.abs(step) < SAME_SCORE) {
        tally.same++;
        continue;
      }
      if (step > 0) tally.up++;
      else tally.down++;
      tally.causes.add(byLevel ? ids(step > 0 ? was.blocking : is.blocking) : tally.changed);
    }
  }
  const order = [...old.criteria, ...next.criteria];
  return {
    assessments: sheets.length,
    dimensions: tallies.map(({ id, up, down, same, incomparable, change, causes }) => ({
      dimension: id,
      up,
      down,
      same,
      incomparable,
      meanScoreChange: up + down + same === 0 ? null : change / (up + down + same),
      causes: causes.list(order)
    })),
    losing,
    lost: lost.list(order),
    open: open.list(order)
  };
}
