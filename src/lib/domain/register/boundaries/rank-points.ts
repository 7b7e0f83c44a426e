export type Point = readonly [x: number, y: number];

/**
 * For each point of a line the tolerance up to which Douglas and Peucker's simplification keeps it: a point is kept at
 * every tolerance below its rank. Both ends are kept always. One ranking serves every tolerance.
 *
 * Douglas and Peucker 1973; a point that is found within a part ranks no higher than the point that cut the part out, so
 * that what is kept at one tolerance is a part of what is kept at a finer one.
 *
 * @example
 * rankPoints([[0, 0], [1, 0.1], [2, 3], [4, 0]]); // Float64Array [Infinity, 0.78, 3, Infinity]
 */
export function rankPoints(line: readonly Point[]): Float64Array {
  const rank = new Float64Array(line.length);
  if (!line.length) return rank;
  rank[0] = rank[line.length - 1] = Infinity;
  const parts: [from: number, to: number, limit: number][] = [[0, line.length - 1, Infinity]];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [from, to, limit] = part;
    let [farthest, most] = [-1, -1];
    for (let at = from + 1; at < to; at++) {
      const away = distance(line[at]!, line[from]!, line[to]!);
      if (away > most) [farthest, most] = [at, away];
    }
    if (farthest < 0) continue;
    rank[farthest] = Math.min(most, limit);
    parts.push([from, farthest, rank[farthest]!], [farthest, to, rank[farthest]!]);
  }
  return rank;
}

/** From a point to a segment. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
