/** What both sides of a pairing tell about themselves. Null where it is not known. */
export interface Profile {
  id: string;
  /** Level 0 to 5 by dimension; null or absent while not assessed. */
  levels: Readonly<Record<string, number | null>>;
  population: number | null;
  county: string | null;
  /** Kind of municipality in the country's own grouping, for example SKR's "C6". */
  group: string | null;
  languages: readonly string[];
  lat: number | null;
  lon: number | null;
  /** Ids of those it does not want to be paired with. */
  vetoes: readonly string[];
}

export interface MenteeProfile extends Profile {
  /** Dimensions it wants help with; 1 is wanted most. */
  wants: readonly { dimension: string; priority: number }[];
  /** Mentors wanted at the same time; 1 unless said. */
  need?: number;
}

export interface MentorProfile extends Profile {
  offers: readonly string[];
  /** Mentees at the same time. */
  capacity: number;
}

/** A pairing that is running now. */
export interface CurrentPairing {
  mentee: string;
  mentor: string;
  dimension: string;
}

/**
 * Level of a dimension, or null where it is not known.
 *
 * @example
 * levelOf({ levels: { legal: 2 } }, 'legal'); // 2
 * levelOf({ levels: {} }, 'legal'); // null
 */
export function levelOf(profile: Pick<Profile, 'levels'>, dimension: string): number | null {
  return Object.hasOwn(profile.levels, dimension) ? (profile.levels[dimension] ?? null) : null;
}
