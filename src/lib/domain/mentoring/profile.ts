/** How two municipalities can meet. */
export const MEETING_FORMS = ['call', 'visit', 'group'] as const;
export type MeetingForm = (typeof MEETING_FORMS)[number];

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
  /** Systems and suppliers it works with, by any agreed name; left out where not known. */
  systems?: readonly string[] | undefined;
  /** How it would meet; left out where it did not say, which is any. A group offer is met as a group. */
  forms?: readonly MeetingForm[] | undefined;
  /** Months of the year (1 to 12) it has time in, see `keepComing`; left out where it did not say, which is any. */
  months?: readonly number[] | undefined;
  /** False until it has agreed to take part; true unless said. */
  consent?: boolean | undefined;
  withdrawn?: boolean | undefined;
}

export interface MenteeProfile extends Profile {
  /** Dimensions it wants help with; 1 is wanted most. */
  wants: readonly { dimension: string; priority: number }[];
  /** Mentors wanted at the same time; 1 unless said. */
  need?: number | undefined;
  /** Ids of mentors (or group offers) it would like, the dearest first; at most five. */
  wishes?: readonly string[] | undefined;
  /** Near enough to visit, or deliberately elsewhere; near unless said, and the county counts only when said. */
  where?: 'near' | 'elsewhere' | undefined;
  /** It asked last time and got nobody; left out where there was no last time. */
  unmatchedBefore?: boolean | undefined;
}

export interface MentorProfile extends Profile {
  offers: readonly string[];
  /** Mentees at the same time; for a group offer its places. */
  capacity: number;
  /** The municipality that makes a group offer; left out when it is the mentor itself. */
  of?: string | undefined;
  /** Months since it reached a level, by dimension and level; left out where its history is not known. */
  climbed?: Readonly<Record<string, Readonly<Record<string, number>>>> | undefined;
  /** Ids of mentees it would like. */
  prefers?: readonly string[] | undefined;
  /** Invitations not answered yet. */
  openInvitations?: number | undefined;
  /** It rests after a closed pairing. */
  resting?: boolean | undefined;
  /** Mentees it has now, beyond those counted in `capacity`: they make one more dearer. */
  running?: number | undefined;
}

/** An offer of a group: a mentor of its own in the matching. */
export interface GroupOffer {
  id: string;
  mentor: string;
  dimension: string;
  /** 2 to 5. */
  places: number;
}

/** A pairing that is running now. */
export interface CurrentPairing {
  mentee: string;
  mentor: string;
  dimension: string;
}

/** The municipality behind a mentor: itself, or the one that makes the group offer. */
export function municipalityOf(mentor: Pick<MentorProfile, 'id' | 'of'>): string {
  return mentor.of ?? mentor.id;
}

/**
 * The municipality behind each mentor that is a group offer, by the mentor's id.
 *
 * @example
 * municipalitiesOf([mentor, { ...mentor, id: 'b-group', of: 'b' }]); // { 'b-group': 'b' }
 */
export function municipalitiesOf(mentors: readonly MentorProfile[]): Record<string, string> {
  return Object.fromEntries(mentors.flatMap(({ id, of }) => (of === undefined || of === id ? [] : [[id, of]])));
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
