import { EARTH_RADIUS_KM } from './score-values';

/** A point on the map, in degrees (WGS 84). */
export interface Point {
  lat: number;
  lon: number;
}

/**
 * Distance as the crow flies, in km, on a sphere; at most 0.6 % off the true one.
 *
 * Source: the haversine formula, Sinnott, "Virtues of the haversine", Sky & Telescope 68 (1984).
 *
 * @example
 * measureDistance({ lat: 0, lon: 0 }, { lat: 0, lon: 1 }); // 111.195...
 */
export function measureDistance(from: Point, to: Point): number {
  const radians = Math.PI / 180;
  const rise = Math.sin(((to.lat - from.lat) * radians) / 2);
  const turn = Math.sin(((to.lon - from.lon) * radians) / 2);
  const haversine = rise ** 2 + Math.cos(from.lat * radians) * Math.cos(to.lat * radians) * turn ** 2;
  // rounding may lift opposite points just above 1, where asin has no value
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, haversine)));
}
