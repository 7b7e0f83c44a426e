import type { LonLat } from './drawing';

/** Rings with more points are not looked at: it would take longer than the drawing is worth. */
const MOST = 20_000;

interface Edge {
  at: number;
  west: number;
  east: number;
}

/**
 * Whether two edges of a ring cross, or it comes through one of its points twice. Edges are looked at from west to east,
 * each beside those that have not ended yet (Shamos and Hoey 1976, without their tree).
 *
 * @param ring Without its closing repetition.
 *
 * @example
 * crossesItself([[0, 0], [2, 2], [2, 0], [0, 2]]); // true, a bow tie
 */
export function crossesItself(ring: readonly LonLat[]): boolean {
  if (ring.length < 4 || ring.length > MOST) return false;
  if (new Set(ring.map(String)).size < ring.length) return true;
  const end = (at: number) => ring[(at + 1) % ring.length]!;
  const edges = ring
    .map((point, at): Edge => {
      const other = end(at)[0];
      return { at, west: Math.min(point[0], other), east: Math.max(point[0], other) };
    })
    .sort((a, b) => a.west - b.west);
  let open: Edge[] = [];
  for (const edge of edges) {
    open = open.filter(({ east }) => east >= edge.west);
    for (const other of open) {
      const apart = Math.abs(edge.at - other.at);
      // neighbours share a point
      if (apart <= 1 || apart === ring.length - 1) continue;
      if (doCross(ring[edge.at]!, end(edge.at), ring[other.at]!, end(other.at))) return true;
    }
    open.push(edge);
  }
  return false;
}

function doCross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

const turn = (a: LonLat, b: LonLat, c: LonLat) =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
