// The numbers behind each factor, 0 (worst) to 1 (best). One place for them, so that the score of a listed pair and that of
// one the index weighs on the way are the same to the last bit.

// One or two levels ahead fit equally well; beyond that the mentor's own first steps lie too far back.
const GAP_VALUES = [0, 1, 1, 0.3, 0.15, 0.05];
const KM_AT_HALF = 100;
const MOST_WISHES = 5;
/** A month in common for every second of the six sessions is enough to begin with. */
const ENOUGH_MONTHS = 3;
/** Mean radius of the earth, km. Source: Moritz, "Geodetic Reference System 1980", Bulletin Géodésique 54 (1980). */
export const EARTH_RADIUS_KM = 6371.0088;
export const RECENT_MONTHS = 24;

export function valueGap(levelsAhead: number): number {
  return GAP_VALUES[levelsAhead] ?? 0;
}

export function valuePriority(priority: number): number {
  return Math.max(0, Math.min(1, (4 - priority) / 3));
}

/** From the decimal logarithms of both populations: 0 at ten times the size. */
export function valuePopulation(logMentee: number, logMentor: number): number {
  return Math.max(0, 1 - Math.abs(logMentee - logMentor));
}

/** From the chord between two points on a sphere of radius 1. */
export function valueDistance(chord: number, where: 'near' | 'elsewhere'): number {
  const km = kmOfChord(chord);
  return where === 'near' ? KM_AT_HALF / (KM_AT_HALF + km) : km / (KM_AT_HALF + km);
}

/** Great circle of a chord on a sphere of radius 1, in km. */
export function kmOfChord(chord: number): number {
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2));
}

/** A point on a sphere of radius 1, from degrees (WGS 84). */
export function pointOf(lat: number, lon: number): [x: number, y: number, z: number] {
  const radians = Math.PI / 180;
  const across = Math.cos(lat * radians);
  return [across * Math.cos(lon * radians), across * Math.sin(lon * radians), Math.sin(lat * radians)];
}

/** From the place on the list, counted from 1; 0 is not on it. */
export function valueWish(rank: number): number {
  return rank === 0 ? 0 : (MOST_WISHES + 1 - rank) / MOST_WISHES;
}

/**
 * Share of the forms of whoever named fewer that the other named too (overlap coefficient, Szymkiewicz 1934 and Simpson
 * 1943): to be open to more forms never counts against anybody.
 */
export function valueForms(shared: number, mentee: number, mentor: number): number {
  return shared / Math.min(mentee, mentor);
}

/** From the number of months in common: 1 from three on. */
export function valueMonths(shared: number): number {
  return Math.min(1, shared / ENOUGH_MONTHS);
}

/** Sweden's groups are a letter and a number (SKR 2023); the letter is the main group. Other groupings have none. */
export function findMainGroup(group: string): string | null {
  return /^([A-Z])\d+$/.exec(group)?.[1] ?? null;
}
