import { MULTIPLIER_UNIT } from './attacker';
import type { Movement } from './movement';

/** Whichever pattern protects, `sum(weights[k] * [movers[k] is withheld]) >= 1`. Primary cells are withheld anyway and not in it. */
export interface Cut {
  movers: number[];
  weights: number[];
}

/**
 * What the multipliers of an attack say about every pattern. A mover rises by no more than the sum, over the withheld
 * ones, of what each can lend it: any multipliers of the balances give such a limit. Where a pattern protects, the
 * limit reaches `rise`. Nobody lends more than is needed, which makes the cut stronger (coefficient tightening).
 *
 * Fischetti and Salazar 2001, Management Science 47(7), section 3.1 (capacity constraints). In whole numbers of
 * `MULTIPLIER_UNIT`: a rounded multiplier gives another limit, but never a wrong one.
 *
 * @returns null where the multipliers say nothing.
 * @example
 * // total = small + large, small is primary and must rise by 2, large (20) may fall, the total may rise
 * cutFrom(movement, small, [MULTIPLIER_UNIT]) // { movers: [total, large], weights: [1, 1] }
 */
export function cutFrom(movement: Movement, mover: number, multipliers: readonly number[]): Cut | null {
  const lent = new Map<number, number>([[mover, MULTIPLIER_UNIT]]);
  for (const [index, { movers, weights }] of movement.balances.entries()) {
    const multiplier = multipliers[index]!;
    if (multiplier === 0) continue;
    for (const [at, one] of movers.entries()) lent.set(one, (lent.get(one) ?? 0) - multiplier * weights[at]!);
  }
  let needed = movement.movers[mover]!.rise * MULTIPLIER_UNIT;
  const lenders: [number, number][] = [];
  for (const [one, by] of lent) {
    const { down, rise, unseen } = movement.movers[one]!;
    const most = by > 0 ? Infinity : -by * down;
    if (most === 0) continue;
    if (rise > 0 || unseen) needed -= most;
    else lenders.push([one, most]);
  }
  if (!(needed > 0)) return null;
  lenders.sort((a, b) => a[0] - b[0]);
  return {
    movers: lenders.map(([one]) => one),
    weights: lenders.map(([, most]) => Math.min(1, most / needed))
  };
}

/**
 * The cuts that one sum alone gives: a cell rises only where its total rises or other parts fall.
 *
 * @example
 * // total = small + large, small is primary
 * cutsOfSums(movement) // [{ movers: [total, large], weights: [1, 1] }]
 */
export function cutsOfSums(movement: Movement): Cut[] {
  return movement.movers.flatMap(({ rise }, mover) =>
    rise === 0
      ? []
      : movement.balancesOf[mover]!.flatMap((index) => {
          const { movers, weights } = movement.balances[index]!;
          const multipliers = movement.balances.map((_, other) =>
            other === index ? MULTIPLIER_UNIT / weights[movers.indexOf(mover)]! : 0
          );
          return cutFrom(movement, mover, multipliers) ?? [];
        })
  );
}

/**
 * Short of 1 by how much: what a pattern still lacks.
 *
 * @example
 * lacks({ movers: [0, 2], weights: [1, 0.5] }, [0, 0, 1]) // 0.5
 */
export function lacks({ movers, weights }: Cut, share: readonly number[]): number {
  return 1 - movers.reduce((sum, mover, at) => sum + weights[at]! * share[mover]!, 0);
}
