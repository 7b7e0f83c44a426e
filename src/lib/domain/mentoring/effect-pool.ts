import { measureBalance } from './effect-balance';
import { changeOf, eachOutcome, estimateNeighbours } from './effect-measure';
import { findNeighbours, type Neighbours } from './effect-neighbours';
import { estimateStrata } from './effect-strata';
import { type EffectResult, type EffectUnit, LEAST_PAIRS, type Outcome } from './effect-types';

export interface PooledEffect {
  result: EffectResult;
  /** Municipalities that stood in an earlier period already, counted once for each later period that would have had them. */
  countedBefore: number;
}

interface Period {
  matched: EffectUnit[];
  asked: EffectUnit[];
  never: EffectUnit[];
  pairs: Neighbours[];
}

/**
 * The same two comparisons over several periods, for networks with too few pairs a year.
 *
 * Every municipality stands in one period only, so that no two figures are of the same: the first in which it was matched, asked in
 * vain, or was somebody's neighbour. That is settled by the order of time, before any change is looked at. Within a period all is
 * as in `measureEffect`; differences are put together over periods by `estimateStrata`, and those of neighbours, which are within a
 * period anyway, as one list of pairs.
 *
 * @param periods the earliest first; each municipality at most once in each
 *
 * @example
 * poolEffect([twelveMatchedAndOthers, nineMatchedAndOthers]).result; // { kind: 'measured', pairs: 21, ... }
 */
export function poolEffect(periods: readonly (readonly EffectUnit[])[]): PooledEffect {
  const { pooled, countedBefore } = poolPeriods(periods);
  const all = <T>(read: (period: Period) => readonly T[]) => pooled.flatMap(read);
  const matched = all((period) => period.matched);
  if (matched.length < LEAST_PAIRS) return { result: { kind: 'stories-only', pairs: matched.length }, countedBefore };
  const asked = all((period) => period.asked);
  const pairs = all((period) => period.pairs);
  return {
    countedBefore,
    result: {
      kind: 'measured',
      pairs: matched.length,
      asked: {
        matched: matched.length,
        others: asked.length,
        outcomes: eachOutcome((outcome) => estimateApartByPeriod(pooled, outcome)),
        balance: measureBalance(matched, asked, null)
      },
      similar: {
        matched: pairs.length,
        others: pairs.length,
        outcomes: eachOutcome((outcome) =>
          estimateNeighbours(
            pairs.map(({ matched: helped, other }) => [
              changeOf(helped, outcome, helped.dimension),
              changeOf(other, outcome, helped.dimension)
            ])
          )
        ),
        balance: measureBalance(
          matched,
          // whoever had not asked in several periods is weighed once, as in a single one
          firstOfEach(all((period) => period.never)),
          { matched: pairs.map((pair) => pair.matched), others: pairs.map((pair) => pair.other) }
        )
      },
      withoutNeighbour: matched.length - pairs.length
    }
  };
}

/** Who stands in which period, each municipality in the first that would have it. */
function poolPeriods(periods: readonly (readonly EffectUnit[])[]): { pooled: Period[]; countedBefore: number } {
  const used = new Set<string>();
  let countedBefore = 0;
  const pooled = periods.map((units): Period => {
    const fresh = [...units].filter(({ id }) => !used.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
    countedBefore += units.length - fresh.length;
    const of = (part: EffectUnit['part']) => fresh.filter((unit) => unit.part === part);
    const [matched, asked, never] = [of('matched'), of('asked'), of('never')];
    const pairs = findNeighbours(matched, never);
    for (const { id } of [...matched, ...asked, ...pairs.map(({ other }) => other)]) used.add(id);
    return { matched, asked, never, pairs };
  });
  return { pooled, countedBefore };
}

/** Whose change an effect is made of, by municipality: of those with a mentor, and of those they are held against. */
export interface EffectSides {
  matched: ReadonlyMap<string, number | null>;
  others: ReadonlyMap<string, number | null>;
}

/**
 * The changes that the estimates of `poolEffect` are worked out of.
 *
 * @example
 * sidesOf(periods, 'asked', 'score').matched // Map { '0114' => 12.5, ... }
 */
export function sidesOf(
  periods: readonly (readonly EffectUnit[])[],
  against: 'asked' | 'similar',
  outcome: Outcome
): EffectSides {
  const { pooled } = poolPeriods(periods);
  const changes = (units: readonly EffectUnit[]) =>
    units.map((unit) => [unit.id, changeOf(unit, outcome, unit.dimension)] as const);
  if (against === 'asked')
    return {
      matched: new Map(pooled.flatMap(({ matched }) => changes(matched))),
      others: new Map(pooled.flatMap(({ asked }) => changes(asked)))
    };
  const pairs = pooled.flatMap((period) => period.pairs);
  return {
    matched: new Map(changes(pairs.map(({ matched }) => matched))),
    others: new Map(pairs.map(({ matched, other }) => [other.id, changeOf(other, outcome, matched.dimension)]))
  };
}

function estimateApartByPeriod(periods: readonly Period[], outcome: Outcome) {
  const changes = (units: readonly EffectUnit[]) =>
    units.flatMap((unit) => changeOf(unit, outcome, unit.dimension) ?? []);
  const strata = periods.map(({ matched, asked }) => ({ matched: changes(matched), others: changes(asked) }));
  return strata.some((stratum) => stratum.matched.length > 0)
    ? estimateStrata(strata)
    : ({ kind: 'not-measured' } as const);
}

function firstOfEach(units: readonly EffectUnit[]): EffectUnit[] {
  const first = new Map<string, EffectUnit>();
  for (const unit of units) if (!first.has(unit.id)) first.set(unit.id, unit);
  return [...first.values()];
}
