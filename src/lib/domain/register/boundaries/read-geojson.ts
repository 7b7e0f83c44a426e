import { ok, refuse, type Result } from '../../shared/result';
import type { LonLat } from './drawing';
import { readGeometry } from './read-geometry';

/** A ring without its closing repetition. */
export type Ring = readonly LonLat[];

/** One feature of a file: an area in one or several pieces, each an outline and the holes in it. */
export interface AreaFeature {
  /** Place in the file, from 0. */
  at: number;
  /** Texts and numbers that the file says of it, its id among them. */
  properties: Readonly<Record<string, string>>;
  pieces: readonly (readonly Ring[])[];
}

/** What was odd and read all the same. */
export interface BoundaryNotice {
  code: 'ring-not-closed' | 'ring-crosses-itself' | 'no-shape';
  at: number;
}

export interface ReadBoundaries {
  features: AreaFeature[];
  notices: BoundaryNotice[];
}

/** Names by which WGS 84 with longitude first goes. */
const WGS_84 = /CRS:?84|EPSG:{1,2}4326|WGS ?84/i;
const MOST_FEATURES = 20_000;

/**
 * Areas from a text of GeoJSON (RFC 7946): a collection of polygons in longitude and latitude. Rings that are left open are
 * closed, rings that cross themselves are read as they are, and both are said; a feature without a shape is passed over.
 *
 * Errors: `not-json`, `not-geojson`, `no-features`, `too-many`, `wrong-crs`, `not-areas`, `ring-too-short`,
 * `coordinates-invalid`.
 *
 * @example
 * readGeoJson('{"type":"FeatureCollection","features":[]}').ok // false: `no-features`
 */
export function readGeoJson(text: string): Result<ReadBoundaries> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const found = featuresOf(parsed.value);
  if (!found.ok) return found;
  const read: ReadBoundaries = { features: [], notices: [] };
  for (const [at, feature] of found.value.entries()) {
    const { geometry, properties, id } = isObject(feature) ? feature : {};
    if (geometry === null || geometry === undefined) {
      read.notices.push({ code: 'no-shape', at });
      continue;
    }
    const shape = readGeometry(geometry, `features.${at}.geometry`);
    if (!shape.ok) return shape;
    for (const code of shape.value.notices) read.notices.push({ code, at });
    read.features.push({ at, properties: readProperties(properties, id), pieces: shape.value.pieces });
  }
  if (!read.features.length)
    return refuse('no-features', 'features', 'The file has no areas - choose one with polygons.');
  return ok(read);
}

function parse(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as unknown);
  } catch {
    return refuse(
      'not-json',
      'file',
      `A file of boundaries must be GeoJSON - this one begins with "${text.slice(0, 20)}". Convert it, e.g. with ogr2ogr -f GeoJSON.`
    );
  }
}

function featuresOf(given: unknown): Result<unknown[]> {
  const type = isObject(given) ? given.type : undefined;
  if (!isObject(given) || type !== 'FeatureCollection' || !Array.isArray(given.features)) {
    const got = typeof type === 'string' ? `"${type.slice(0, 40)}"` : 'something else';
    const hint = type === 'Topology' ? ' Convert TopoJSON to GeoJSON first.' : '';
    return refuse('not-geojson', 'type', `The file must be a GeoJSON FeatureCollection - got ${got}.${hint}`);
  }
  const name = crsOf(given.crs);
  if (name !== null && !WGS_84.test(name)) {
    return refuse(
      'wrong-crs',
      'crs',
      `Coordinates must be longitude and latitude (WGS 84) - the file says "${name.slice(0, 60)}". Convert it, e.g. with ogr2ogr -t_srs EPSG:4326.`
    );
  }
  const { features } = given;
  if (!features.length) return refuse('no-features', 'features', 'The file has no areas - choose one with polygons.');
  if (features.length > MOST_FEATURES)
    return refuse('too-many', 'features', `A file may have ${MOST_FEATURES} areas at most - got ${features.length}.`);
  return ok(features);
}

/** GeoJSON of 2008 could name a reference system; RFC 7946 knows none but WGS 84. */
function crsOf(crs: unknown): string | null {
  if (!isObject(crs)) return null;
  const name = isObject(crs.properties) ? crs.properties.name : undefined;
  return typeof name === 'string' ? name : 'one without a name';
}

function readProperties(given: unknown, id: unknown): Record<string, string> {
  const read: Record<string, string> = {};
  const entries = isObject(given) ? Object.entries(given) : [];
  for (const [key, value] of [...entries, ['(id)', id] as const])
    if (typeof value === 'string' || typeof value === 'number') read[key] = String(value).trim().slice(0, 200);
  return read;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
