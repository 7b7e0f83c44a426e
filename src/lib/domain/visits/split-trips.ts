import type { CompiledVisits } from './compile-visits';
import { stopsOf, type TripList } from './list-trips';
import { type Cut, keyOf } from './price-trips';

/** How much a relaxation visits each stop, takes two together, and three. */
export interface UsedTogether {
  stop: Float64Array;
  pair: Float64Array;
  three: Map<number, number>;
}

const WHOLE = 1e-6;
/** A cut that is broken by less does little. */
const LEAST_BROKEN = 0.02;

/**
 * Reads from a relaxation's columns what it uses how much.
 *
 * @example
 * usedTogether(visits, list, [tripOf0And1], [0.5]).pair[0 * visits.n + 1] // 0.5
 */
export function usedTogether(
  { n }: CompiledVisits,
  list: TripList,
  columns: readonly number[],
  use: readonly number[]
): UsedTogether {
  const used: UsedTogether = { stop: new Float64Array(n), pair: new Float64Array(n * n), three: new Map() };
  columns.forEach((t, x) => {
    const share = use[x]!;
    if (share < WHOLE) return;
    const stops = stopsOf(list, t);
    for (const i of stops) {
      used.stop[i]! += share;
      for (const j of stops) if (j !== i) used.pair[i * n + j]! += share;
    }
    if (stops.length === 3) {
      const key = keyOf(n, stops[0]!, stops[1]!, stops[2]!);
      used.three.set(key, (used.three.get(key) ?? 0) + share);
    }
  });
  return used;
}

/**
 * Three stops of which trips with two or more of them are used more than once: no plan does that, because two such trips
 * would share a stop. The most broken first.
 *
 * Source: subset-row inequalities, Jepsen, Petersen, Spoorendonk & Pisinger, Operations Research 56 (2008).
 *
 * @example
 * findCuts(visits, used, 40)[0]?.stops // [2, 5, 7]
 */
export function findCuts({ n }: CompiledVisits, { pair, three }: UsedTogether, most: number): Cut[] {
  const found: (Cut & { broken: number })[] = [];
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++)
      for (let c = b + 1; c < n; c++) {
        const use = pair[a * n + b]! + pair[a * n + c]! + pair[b * n + c]!;
        if (use <= 1 + LEAST_BROKEN) continue;
        const broken = use - 2 * (three.get(keyOf(n, a, b, c)) ?? 0) - 1;
        if (broken > LEAST_BROKEN) found.push({ stops: [a, b, c], broken });
      }
  return found
    .sort((x, y) => y.broken - x.broken)
    .slice(0, most)
    .map(({ stops }) => ({ stops }));
}

export type Branch = { kind: 'stop'; stop: number } | { kind: 'pair'; pair: [number, number] } | { kind: 'none' };

/**
 * What a part of the search is split by: a stop that is half visited, then two that half travel together. Where all of
 * these are whole the relaxation is a plan; then any stop not decided yet, so that the search ends whatever the solver says.
 *
 * @example
 * chooseBranch(visits, used, []) // { kind: 'stop', stop: 4 }
 */
export function chooseBranch({ n }: CompiledVisits, { stop, pair }: UsedTogether, decided: readonly number[]): Branch {
  let best = WHOLE;
  let choice: Branch = { kind: 'none' };
  const halfness = (share: number) => Math.min(share, 1 - share);
  for (let i = 0; i < n; i++)
    if (halfness(stop[i]!) > best) {
      best = halfness(stop[i]!);
      choice = { kind: 'stop', stop: i };
    }
  if (choice.kind !== 'none') return choice;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++)
      if (halfness(pair[i * n + j]!) > best) {
        best = halfness(pair[i * n + j]!);
        choice = { kind: 'pair', pair: [i, j] };
      }
  if (choice.kind !== 'none') return choice;
  const done = new Set(decided);
  const next = Array.from({ length: n }, (_, i) => i).find((i) => !done.has(i));
  return next === undefined ? { kind: 'none' } : { kind: 'stop', stop: next };
}
