import type { LonLat } from './drawing';
import { type Point, rankPoints } from './rank-points';

/** A ring on the drawing, with how important each of its points is. */
export interface RankedRing {
  points: Point[];
  rank: Float64Array;
}

/**
 * Ranks the points of all rings together: where two areas share a border, its points get the same ranks in both, so that
 * simplified areas still fit each other. Rings are cut where borders meet (a point whose neighbours are not the same two in
 * every ring), and each stretch between is ranked by itself, in one direction whichever way a ring runs through it.
 *
 * @example
 * rankRings([[[0, 0], [1, 0], [1, 1]]], (point) => [point[0], point[1]])[0].rank.length; // 3
 */
export function rankRings(rings: readonly (readonly LonLat[])[], place: (point: LonLat) => Point): RankedRing[] {
  const corners = findCorners(rings);
  return rings.map((ring) => {
    const points = ring.map(place);
    const rank = new Float64Array(ring.length);
    for (const stretch of cut(ring, corners)) {
      const line = stretch.map((at) => points[at]!);
      const ranks = isForward(ring, stretch) ? rankPoints(line) : rankPoints(line.reverse()).reverse();
      for (const [i, at] of stretch.entries()) rank[at] = Math.max(rank[at]!, ranks[i]!);
    }
    return { points, rank };
  });
}

const keyOf = ([lon, lat]: LonLat) => `${lon},${lat}`;

/** Points where more than two ways lead away. */
function findCorners(rings: readonly (readonly LonLat[])[]): Set<string> {
  const neighbours = new Map<string, string>();
  const corners = new Set<string>();
  for (const ring of rings) {
    const keys = ring.map(keyOf);
    for (const [at, key] of keys.entries()) {
      const [before, after] = [keys.at(at - 1)!, keys[(at + 1) % keys.length]!];
      const pair = before < after ? `${before} ${after}` : `${after} ${before}`;
      const known = neighbours.get(key);
      if (known === undefined) neighbours.set(key, pair);
      else if (known !== pair) corners.add(key);
    }
  }
  return corners;
}

/** The ring as stretches from corner to corner; without any, one stretch from its westernmost point around to itself. */
function cut(ring: readonly LonLat[], corners: ReadonlySet<string>): number[][] {
  const at = [...ring.keys()].filter((i) => corners.has(keyOf(ring[i]!)));
  const starts = at.length ? at : [firstOf(ring)];
  return starts.map((from, i) => {
    const to = starts[(i + 1) % starts.length]!;
    const length = to > from ? to - from : to - from + ring.length;
    return Array.from({ length: length + 1 }, (_, step) => (from + step) % ring.length);
  });
}

const compare = (a: LonLat, b: LonLat) => a[0] - b[0] || a[1] - b[1];

function firstOf(ring: readonly LonLat[]): number {
  let first = 0;
  for (const at of ring.keys()) if (compare(ring[at]!, ring[first]!) < 0) first = at;
  return first;
}

/** Of the two ways to run through a stretch, the one that begins at the lesser end, or goes first to the lesser neighbour. */
function isForward(ring: readonly LonLat[], stretch: readonly number[]): boolean {
  for (let i = 0; i < stretch.length / 2; i++) {
    const order = compare(ring[stretch[i]!]!, ring[stretch.at(-1 - i)!]!);
    if (order !== 0) return order < 0;
  }
  return true;
}
