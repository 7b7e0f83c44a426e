/** Degrees: longitude, latitude (WGS 84), as in RFC 7946. */
export type LonLat = readonly [lon: number, lat: number];

/** How points of the earth come onto a drawing; y grows downwards. */
export interface Drawing {
  width: number;
  height: number;
  /** The left and upper edge, in degrees. */
  west: number;
  north: number;
  /** Of the drawing's units for one degree of latitude. */
  scale: number;
  /** How much narrower a degree of longitude is drawn: the cosine of the middle latitude. */
  squeeze: number;
}

/** A county or municipality as the `d` of an SVG path, in the drawing's units. */
export interface DrawnArea {
  /** As in the register. */
  code: string;
  name: string;
  path: string;
}

/** The longer side of a drawing. */
const LONG_SIDE = 1000;

/**
 * A drawing that all these points fit into: equirectangular, with degrees of longitude narrowed by the cosine of the
 * middle latitude, so that shapes there keep their proportions. Snyder, Map Projections: A Working Manual (1987),
 * chapter 12, with the middle latitude as standard parallel. Far from it, east-west lengths are off by the ratio of the
 * cosines: at both ends of Sweden by some 20 %.
 *
 * @example
 * fitDrawing([[11, 55], [24, 69]]); // { width: 437, height: 1000, west: 11, north: 69, scale: 71.43, squeeze: 0.47 }
 */
export function fitDrawing(points: Iterable<LonLat>): Drawing {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [lon, lat] of points) {
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  if (!(west <= east)) throw new Error('A drawing needs at least one point');
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  // a single point, or points on one line, still make a drawing
  const [wide, high] = [Math.max((east - west) * squeeze, 1e-6), Math.max(north - south, 1e-6)];
  const scale = LONG_SIDE / Math.max(wide, high);
  // less a hair: the longer side is exactly that long
  const whole = (length: number) => Math.ceil(length * scale - 1e-6);
  return { width: whole(wide), height: whole(high), west, north, scale, squeeze };
}

/**
 * Where a point is on the drawing.
 *
 * @example
 * placePoint(drawing, [11, 69]); // [0, 0], the corner
 */
export function placePoint({ west, north, scale, squeeze }: Drawing, [lon, lat]: LonLat): [x: number, y: number] {
  return [(lon - west) * squeeze * scale, (north - lat) * scale];
}
