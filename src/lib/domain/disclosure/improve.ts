import type { CutPool } from './cut-pool';
import { cutFrom } from './cuts';
import type { Movement } from './movement';
import type { Prover } from './prover';
import type { SolveOptions } from './solver';
import type { Widener } from './widen';

/** A pattern by mover: true is withheld. */
export type Pattern = boolean[];

export const lossOf = (movement: Movement, pattern: readonly boolean[]) =>
  movement.movers.reduce((sum, { cost }, mover) => sum + (pattern[mover] ? cost : 0), 0);

/**
 * Withholds more until nothing is exposed, one primary mover at a time, those that need most first.
 *
 * @param prices What withholding each mover costs.
 * @returns The protected pattern, the primary mover nothing protects, or null when time is up.
 * @example
 * // total 63 = 3 + 20 + 40, only the 3 withheld
 * await widenPattern(movement, tools, [false, true, false, false], costs, {}) // [false, true, true, false]
 */
export async function widenPattern(
  movement: Movement,
  tools: { prover: Prover; widener: Widener },
  from: Pattern,
  prices: readonly number[],
  options: SolveOptions
): Promise<Pattern | { impossible: number } | null> {
  const { prover, widener } = tools;
  const pattern = [...from];
  const order = [...prover.primary].sort((a, b) => movement.movers[b]!.rise - movement.movers[a]!.rise || a - b);
  for (const mover of order) {
    if (prover.proofOf(mover, pattern)) continue;
    for (const whole of [false, true]) {
      const values = await widener.widen(
        mover,
        prices.map((price, one) => (pattern[one] ? 0 : price)),
        { ...options, whole }
      );
      if (values === null) return null;
      if (values === 'impossible') return { impossible: mover };
      prover.learn(values);
      for (const [one, by] of values.entries()) if (Math.abs(by) > 1e-6) pattern[one] = true;
      if (prover.proofOf(mover, pattern)) break;
    }
  }
  return pattern;
}

/**
 * Publishes again what need not be withheld, the dearest first. Cuts that are found on the way go to the pool.
 *
 * @param prices What withholding each mover costs.
 * @example
 * // total 63 = 3 + 20 + 40, all withheld
 * await trimPattern(movement, tools, [true, true, true, true], costs, {}) // [false, true, true, false]
 */
export async function trimPattern(
  movement: Movement,
  { prover, pool }: { prover: Prover; pool: CutPool },
  from: Pattern,
  prices: readonly number[],
  options: SolveOptions
): Promise<Pattern> {
  const pattern = [...from];
  const known = pool.follow(pattern);
  const secondary = movement.movers
    .flatMap(({ rise, unseen }, mover) => (pattern[mover] && rise === 0 && !unseen ? [mover] : []))
    .sort((a, b) => prices[b]! - prices[a]! || a - b);
  for (const mover of secondary) {
    if (known.needs(mover)) continue;
    pattern[mover] = false;
    const exposed = await prover.findExposed(pattern, { ...options, first: true });
    if (exposed?.length === 0) {
      known.lose(mover);
      continue;
    }
    pattern[mover] = true;
    if (exposed === null) break;
    const [found] = exposed;
    const cut = found?.limit && cutFrom(movement, found.mover, found.limit.multipliers);
    if (cut) pool.add(cut);
  }
  return pattern;
}
