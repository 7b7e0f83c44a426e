/**
 * A small seeded generator of numbers in [0, 1): the same seed gives the same sequence on every machine.
 * Mulberry32 by Tommy Ettinger (public domain); good enough for demo data and stress tests, never for secrets.
 *
 * @example
 * const next = seededRandom(7);
 * next(); // 0.011704753153026104
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
