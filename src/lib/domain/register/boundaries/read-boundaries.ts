import { ok, refuse, type Result } from '../../shared/result';
import { drawAreas, type DrawnAreas } from './draw-areas';
import { matchFeatures, type MatchedFeatures, type RegisterArea } from './match-features';
import { type BoundaryNotice, readGeoJson } from './read-geojson';

export const BOUNDARY_LEVELS = ['county', 'municipality'] as const;
export type BoundaryLevel = (typeof BOUNDARY_LEVELS)[number];

export interface BoundaryPlaces {
  county: readonly RegisterArea[];
  municipality: readonly RegisterArea[];
}

/** What a file of boundaries is, before anything is stored. */
export interface BoundaryReading extends Pick<MatchedFeatures, 'by' | 'unknown'> {
  level: BoundaryLevel;
  /** How many areas of the register it has a shape for. */
  matched: number;
  missing: { code: string; name: string }[];
  notices: BoundaryNotice[];
  /** Letters of all paths together. */
  letters: number;
  drawn: DrawnAreas;
}

/** A map of more letters is as long to send as the rest of a report. */
const TOO_DETAILED = 400_000;

/**
 * Reads a file of boundaries against the register: which of its features are which counties or municipalities, and how they
 * are drawn. The level is the one that more of the features belong to, where it is not given.
 *
 * Errors: those of `readGeoJson`, `nothing-matches`, `too-detailed`.
 *
 * @example
 * readBoundaries(text, { county: [{ code: '21', name: 'Gävleborgs län' }], municipality: [] }).value.matched // 1
 */
export function readBoundaries(
  text: string,
  places: BoundaryPlaces,
  wanted: BoundaryLevel | null = null
): Result<BoundaryReading> {
  const read = readGeoJson(text);
  if (!read.ok) return read;
  const { features, notices } = read.value;
  const levels = wanted ? [wanted] : BOUNDARY_LEVELS;
  const tried = levels.map((level) => ({ level, ...matchFeatures(features, places[level]) }));
  // a file of municipalities may name their counties: the level with the more areas is meant
  const { level, by, codeOf, unknown, missing } = tried.reduce((best, one) =>
    areasOf(one) > areasOf(best) ? one : best
  );
  if (!by) {
    const seen = unknown.slice(0, 3).map((name) => `"${name}"`);
    return refuse(
      'nothing-matches',
      'file',
      `No area in the file has a code or name of the register - it has ${seen.join(', ')}. Import the register first, or choose a file of this country.`
    );
  }
  const byCode = new Map<string, (typeof features)[number]['pieces'][number][]>();
  for (const { at, pieces } of features) {
    const code = codeOf.get(at);
    if (code !== undefined) byCode.set(code, [...(byCode.get(code) ?? []), ...pieces]);
  }
  const shapes = places[level].flatMap(({ code, name }) => {
    const pieces = byCode.get(code);
    return pieces ? [{ code, name, rings: pieces.flat() }] : [];
  });
  const drawn = drawAreas(shapes);
  const letters = drawn.areas.reduce((sum, { path }) => sum + path.length, 0);
  if (letters > TOO_DETAILED)
    return refuse(
      'too-detailed',
      'file',
      `The areas are too many for one map (${shapes.length}) - import the boundaries of counties instead.`
    );
  return ok({
    ...{ level, by, unknown, matched: shapes.length, notices, letters, drawn },
    missing: missing.map(({ code, name }) => ({ code, name }))
  });
}

const areasOf = ({ codeOf }: MatchedFeatures) => new Set(codeOf.values()).size;
