import { type DrawnArea, type Drawing, fitDrawing, placePoint } from './drawing';
import { type RankedRing, rankRings } from './rank-rings';
import type { Ring } from './read-geojson';

export interface AreaShape {
  code: string;
  name: string;
  /** Outlines and holes alike: a path filled by the even-odd rule needs no telling apart. */
  rings: readonly Ring[];
}

export interface DrawnAreas {
  drawing: Drawing;
  areas: DrawnArea[];
}

/** All paths together: what a page or a PDF carries for one map. */
const MOST_LETTERS = 100_000;
/** Of the drawing's units, of which the longer side has a thousand. */
const FINEST = 0.2;
const COARSER = 1.25;

/**
 * Areas as SVG paths on one drawing, simplified just so far that all paths together have at most some 100,000 letters.
 * Pieces that vanish at that are left out, but for the largest of each area.
 *
 * @example
 * drawAreas([{ code: '01', name: 'Stockholm', rings: [[[17, 59], [19, 59], [19, 60]]] }]).areas[0].path; // 'M0,1000L1000,1000L1000,0Z' or near it
 */
export function drawAreas(areas: readonly AreaShape[], mostLetters = MOST_LETTERS): DrawnAreas {
  const rings = areas.flatMap((area) => area.rings);
  const drawing = fitDrawing(rings.flat());
  const ranked = rankRings(rings, (point) => placePoint(drawing, point));
  for (let tolerance = FINEST; ; tolerance *= COARSER) {
    let next = 0;
    const drawn = areas.map(({ code, name, rings: own }) => {
      const mine = ranked.slice(next, (next += own.length));
      return { code, name, path: drawRings(mine, tolerance) };
    });
    const letters = drawn.reduce((sum, { path }) => sum + path.length, 0);
    // at last every area is a triangle
    if (letters <= mostLetters || tolerance > Math.max(drawing.width, drawing.height)) return { drawing, areas: drawn };
  }
}

function drawRings(rings: readonly RankedRing[], tolerance: number): string {
  const largest = rings.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a), rings[0]!);
  return rings
    .map((ring) => drawRing(ring, tolerance) ?? (ring === largest ? drawRing(ring, -1) : null) ?? '')
    .join('');
}

/** Null where fewer than three different points are left. */
function drawRing({ points, rank }: RankedRing, tolerance: number): string | null {
  const kept: string[] = [];
  for (const [at, [x, y]] of points.entries()) {
    if (!(rank[at]! > tolerance)) continue;
    const text = `${round(x)},${round(y)}`;
    if (kept.at(-1) !== text) kept.push(text);
  }
  if (kept.length > 1 && kept[0] === kept.at(-1)) kept.pop();
  if (new Set(kept).size < 3) return tolerance < 0 ? dot(points[0]!) : null;
  return `M${kept.join('L')}Z`;
}

/** Smaller than the drawing can show. */
function dot([x, y]: RankedRing['points'][number]): string {
  const [left, top] = [round(x), round(y)];
  return `M${left},${top}L${round(x + 0.5)},${top}L${left},${round(y + 0.5)}Z`;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Twice the area (shoelace). */
function sizeOf({ points }: RankedRing): number {
  let sum = 0;
  for (const [at, [x, y]] of points.entries()) {
    const [a, b] = points[(at + 1) % points.length]!;
    sum += x * b - a * y;
  }
  return Math.abs(sum);
}
