import { ok, refuse, type Problem, type Result } from '../../shared/result';
import { crossesItself } from './crosses-itself';
import type { LonLat } from './drawing';

type Refusal = { ok: false; problems: Problem[] };

export interface Shape {
  pieces: LonLat[][][];
  notices: ('ring-not-closed' | 'ring-crosses-itself')[];
}

/** A whole country with every islet has a few million. */
const MOST_POINTS = 3_000_000;

/**
 * The polygons of a GeoJSON geometry, each ring without its closing repetition.
 *
 * Errors: `not-areas`, `ring-too-short`, `coordinates-invalid`, `wrong-crs`, `too-many`.
 *
 * @example
 * readGeometry({ type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }, 'geometry')
 * // { ok: true, value: { pieces: [[[[0, 0], [1, 0], [1, 1]]]], notices: [] } }
 */
export function readGeometry(geometry: unknown, path: string): Result<Shape> {
  const shape: Shape = { pieces: [], notices: [] };
  const refused = readInto(shape, geometry, path, 0);
  if (refused) return refused;
  if (shape.pieces.length === 0)
    return refuse('not-areas', path, 'An area must be a Polygon or MultiPolygon with at least one ring - got none.');
  return ok(shape);
}

function readInto(shape: Shape, geometry: unknown, path: string, depth: number): Refusal | null {
  const { type, coordinates, geometries } = (
    typeof geometry === 'object' && geometry !== null ? geometry : {}
  ) as Record<string, unknown>;
  if (type === 'Polygon') return readPolygon(shape, coordinates, `${path}.coordinates`);
  if (type === 'MultiPolygon' && Array.isArray(coordinates)) {
    for (const [i, polygon] of coordinates.entries()) {
      const refused = readPolygon(shape, polygon, `${path}.coordinates.${i}`);
      if (refused) return refused;
    }
    return null;
  }
  // collections in collections are allowed and never needed
  if (type === 'GeometryCollection' && Array.isArray(geometries) && depth < 3) {
    for (const [i, one] of geometries.entries()) {
      const refused = readInto(shape, one, `${path}.geometries.${i}`, depth + 1);
      if (refused) return refused;
    }
    return null;
  }
  const got = typeof type === 'string' ? `"${type.slice(0, 30)}"` : 'no type';
  return refuse('not-areas', path, `An area must be a Polygon or MultiPolygon - got ${got}.`);
}

function readPolygon(shape: Shape, rings: unknown, path: string): Refusal | null {
  if (!Array.isArray(rings))
    return refuse('coordinates-invalid', path, 'A Polygon must be a list of rings - got none.');
  const piece: LonLat[][] = [];
  for (const [i, ring] of rings.entries()) {
    const read = readRing(shape, ring, `${path}.${i}`);
    if (!read.ok) return read;
    piece.push(read.value);
  }
  if (piece.length) shape.pieces.push(piece);
  return null;
}

function readRing(shape: Shape, given: unknown, path: string): Result<LonLat[]> {
  if (!Array.isArray(given) || given.length > MOST_POINTS)
    return refuse('coordinates-invalid', path, `A ring must be a list of at most ${MOST_POINTS} points.`);
  const ring: LonLat[] = [];
  for (const [i, point] of given.entries()) {
    const [lon, lat] = (Array.isArray(point) ? point : []) as unknown[];
    if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat))
      return refuse('coordinates-invalid', `${path}.${i}`, 'A point must be two numbers: longitude and latitude.');
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
      return refuse(
        'wrong-crs',
        `${path}.${i}`,
        `Coordinates must be longitude (-180 to 180) and latitude (-90 to 90) in degrees - got ${lon}, ${lat}. Convert the file, e.g. with ogr2ogr -t_srs EPSG:4326.`
      );
    }
    const last = ring.at(-1);
    if (last?.[0] !== lon || last[1] !== lat) ring.push([lon, lat]);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length > 1 && first![0] === last![0] && first![1] === last![1]) ring.pop();
  else if (ring.length) shape.notices.push('ring-not-closed');
  if (ring.length < 3)
    return refuse('ring-too-short', path, `A ring must have at least three different points - got ${ring.length}.`);
  if (crossesItself(ring)) shape.notices.push('ring-crosses-itself');
  return ok(ring);
}
