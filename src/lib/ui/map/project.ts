export interface Located {
  lat: number;
  lon: number;
}

export interface Projection {
  width: number;
  height: number;
  /** Units of the view box, y downwards. */
  place: (point: Located) => { x: number; y: number };
}

/**
 * Equirectangular, with longitudes shortened by the cosine of the middle latitude, so that shapes and distances keep
 * their proportions near it. Fits the points into `longest` units on the longer side, `margin` free on every side.
 * Source: Snyder, Map Projections - A Working Manual (USGS 1395, 1987), section 12, standard parallel = middle latitude.
 *
 * @example projectionOf([{ lat: 60, lon: 10 }, { lat: 60, lon: 20 }], 100, 0).place({ lat: 60, lon: 15 }) // { x: 50, y: 0 }
 */
export function projectionOf(points: readonly Located[], longest: number, margin: number): Projection {
  if (points.length === 0)
    return { width: longest, height: longest, place: () => ({ x: longest / 2, y: longest / 2 }) };
  const lats = points.map((p) => p.lat);
  const lons = points.map((p) => p.lon);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const shorten = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [wide, high] = [(east - west) * shorten, north - south];
  const inner = longest - 2 * margin;
  // less than a millimetre apart is one place: dividing by it would leave the range of numbers
  const span = Math.max(wide, high);
  const scale = span < 1e-9 ? 0 : inner / span;
  return {
    width: wide * scale + 2 * margin,
    height: high * scale + 2 * margin,
    place: (p) => ({ x: margin + (p.lon - west) * shorten * scale, y: margin + (north - p.lat) * scale })
  };
}

/**
 * The nearest of some placed points within reach, or null.
 *
 * @example nearest([{ x: 0, y: 0 }, { x: 9, y: 0 }], { x: 6, y: 0 }, 10) // { x: 9, y: 0 }
 */
export function nearest<P extends { x: number; y: number }>(
  points: readonly P[],
  to: { x: number; y: number },
  reach: number
): P | null {
  let best: P | null = null;
  let least = reach;
  for (const point of points) {
    const distance = Math.hypot(point.x - to.x, point.y - to.y);
    if (distance <= least) [best, least] = [point, distance];
  }
  return best;
}
