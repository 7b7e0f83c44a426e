import { assignSparse } from '../mentoring/assign-sparse';
import { layOutGraph } from '../mentoring/flow-graph';
import { fitDrawing, placePoint } from '../register/boundaries/drawing';

/** An area by the middle of it, in degrees (WGS 84). */
export interface AreaPoint {
  id: string;
  lat: number;
  lon: number;
}

/** Column and row, from 0 at the top left. */
export type Tile = readonly [column: number, row: number];

/** Grids from tight to loose: a tight one moves areas far, a loose one has holes. */
const LOOSENESS = [1, 1.25, 1.6, 2, 2.6, 3.4];
/** What a hole costs, in steps that neighbours are apart. */
const HOLE = 0.35;
const NEIGHBOURS = 3;
/** Distances are whole thousandths of a tile. */
const FINE = 1000;

/**
 * A tile for every area, no two on one, near where the area is and near its neighbours: each goes to a tile of its own at
 * the least sum of squared distances (assignment problem, solved exactly), on that of a few grids on which neighbours stay
 * nearest with fewest holes. The same areas give the same tiles, in whatever order they come.
 *
 * After the idea of equal-area tile grid maps by assignment: Meulemans et al., Small multiples with gaps (IEEE TVCG 2017).
 *
 * @example
 * placeTiles([{ id: 'north', lat: 66, lon: 20 }, { id: 'south', lat: 56, lon: 14 }]); // Map { north → [0, 0], south → [0, 1] }
 */
export function placeTiles(areas: readonly AreaPoint[]): Map<string, Tile> {
  const ordered = [...areas].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!ordered.length) return new Map();
  const drawing = fitDrawing(ordered.map(({ lon, lat }) => [lon, lat]));
  const points = ordered.map(({ lon, lat }) => placePoint(drawing, [lon, lat]));
  const near = nearestOf(points);
  let best: { tiles: Tile[]; cost: number } | null = null;
  for (const looseness of LOOSENESS) {
    const tiles = fillGrid(points, drawing, looseness);
    const cost = judge(tiles, near);
    if (!best || cost < best.cost) best = { tiles, cost };
  }
  const tiles = moveToCorner(best!.tiles);
  return new Map(ordered.map(({ id }, i) => [id, tiles[i]!]));
}

type Point = readonly [x: number, y: number];

function fillGrid(points: readonly Point[], size: { width: number; height: number }, looseness: number): Tile[] {
  const [wide, high] = [Math.max(size.width, 1), Math.max(size.height, 1)];
  const tile = Math.sqrt((wide * high) / (points.length * looseness));
  // in a thin country there are as many rows as areas, in one column
  const columns = Math.max(1, Math.min(points.length, Math.round(wide / tile)));
  const rows = Math.max(Math.ceil(points.length / columns), Math.min(points.length, Math.round(high / tile)));
  const menteeOf: number[] = [];
  const mentorOf: number[] = [];
  const costs: number[] = [];
  for (const [area, [x, y]] of points.entries()) {
    for (let place = 0; place < columns * rows; place++) {
      const dx = (x / wide) * columns - (place % columns) - 0.5;
      const dy = (y / high) * rows - Math.floor(place / columns) - 0.5;
      menteeOf.push(area);
      mentorOf.push(place);
      costs.push(Math.round(FINE * (dx * dx + dy * dy)));
    }
  }
  // worth more than all distances together, so that every area gets a tile
  const worth = (Math.max(...costs) + 1) * (points.length + 1);
  const graph = layOutGraph(new Int32Array(points.length).fill(1), new Int32Array(columns * rows).fill(1), {
    menteeOf: Int32Array.from(menteeOf),
    mentorOf: Int32Array.from(mentorOf),
    weight: Float64Array.from(costs, (cost) => worth - cost)
  });
  const tiles: Tile[] = [];
  for (const [edge, chosen] of assignSparse(graph).chosen.entries()) {
    const place = graph.mentorOf[edge]!;
    if (chosen) tiles[graph.menteeOf[edge]!] = [place % columns, Math.floor(place / columns)];
  }
  return tiles;
}

/** By area, the positions of those nearest to it. */
function nearestOf(points: readonly Point[]): number[][] {
  return points.map(([x, y], own) =>
    points
      .map(([a, b], other) => ({ other, away: (a - x) ** 2 + (b - y) ** 2 }))
      .filter(({ other }) => other !== own)
      .sort((a, b) => a.away - b.away || a.other - b.other)
      .slice(0, NEIGHBOURS)
      .map(({ other }) => other)
  );
}

/** Steps that neighbours are apart, on average, and what holes cost. */
function judge(tiles: readonly Tile[], near: readonly (readonly number[])[]): number {
  const steps = near.flatMap((others, own) => others.map((other) => stepsBetween(tiles[own]!, tiles[other]!)));
  const apart = steps.length ? steps.reduce((sum, step) => sum + step, 0) / steps.length : 0;
  const [columns, rows] = spanOf(tiles);
  return apart + HOLE * ((columns * rows) / tiles.length - 1);
}

const stepsBetween = (a: Tile, b: Tile) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));

function spanOf(tiles: readonly Tile[]): [columns: number, rows: number] {
  const [columns, rows] = [tiles.map(([column]) => column), tiles.map(([, row]) => row)];
  return [Math.max(...columns) - Math.min(...columns) + 1, Math.max(...rows) - Math.min(...rows) + 1];
}

function moveToCorner(tiles: readonly Tile[]): Tile[] {
  const left = Math.min(...tiles.map(([column]) => column));
  const top = Math.min(...tiles.map(([, row]) => row));
  return tiles.map(([column, row]) => [column - left, row - top]);
}
