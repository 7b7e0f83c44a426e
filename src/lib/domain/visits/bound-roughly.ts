import type { CompiledVisits } from './compile-visits';
import { fine } from './price-trips';

const ROUNDS = 80;

/**
 * An upper bound on every plan that needs no list of trips: as many visits as the days hold, whichever are worth most, each
 * less its share of the way. A day's way is at least there and back to its farthest stop, so at least the mean of that over
 * its stops. What a stratum is worth is paid in part by the visits in it (any part from none to all gives a bound); which part
 * is best is sought by the subgradient method (Held, Wolfe & Crowder, Mathematical Programming 6, 1974), and the least bound
 * met on the way is kept.
 *
 * @example
 * boundRoughly(visits) // never below the worth of any plan
 */
export function boundRoughly(visits: CompiledVisits): number {
  const { n, days, visitsPerDay, worth, fromHome, limits, perHm, stratumWorth, strataOf } = visits;
  const near = Array.from({ length: n }, (_, i) => i).filter((i) => 2 * fromHome[i]! <= limits[0]);
  const own = near.map((i) => fine(worth[i]! - (2 * fromHome[i]! * perHm) / visitsPerDay) + 1);
  const touched = new Set(near.flatMap((i) => strataOf[i]!));
  const paid = stratumWorth.map(() => 0);
  let least = Infinity;
  for (let round = 1; round <= ROUNDS; round++) {
    const values = near.map((i, x) => own[x]! + strataOf[i]!.reduce((sum, s) => sum + paid[s]!, 0));
    const best = values
      .map((_, x) => x)
      .filter((x) => values[x]! > 0)
      .sort((x, y) => values[y]! - values[x]! || x - y)
      .slice(0, days * visitsPerDay);
    const rest = stratumWorth.reduce((sum, value, s) => sum + (touched.has(s) ? value - paid[s]! : 0), 0);
    least = Math.min(least, best.reduce((sum, x) => sum + values[x]!, 0) + rest);
    const visitsIn = stratumWorth.map(() => 0);
    for (const x of best) for (const s of strataOf[near[x]!]!) visitsIn[s]!++;
    for (let s = 0; s < paid.length; s++) {
      const step = (stratumWorth[s]! / (1 + round / 4)) * Math.sign(1 - visitsIn[s]!);
      paid[s] = fine(Math.min(stratumWorth[s]!, Math.max(0, paid[s]! + step)));
    }
  }
  return Math.ceil(least);
}
