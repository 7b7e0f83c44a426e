import { mayTakePart } from './hard-rules';
import { levelOf, type MenteeProfile, type MentorProfile } from './profile';
import { valuePriority } from './score-values';

/** Stands for a mentor that may not teach. */
export const NO_LEVEL = 255;

/** One wish of a mentee, in numbers. */
export interface WantedDimension {
  dimension: number;
  level: number;
  /** Weighed value of its priority. */
  priority: number;
}

/** What each mentee that takes part wants, where its level is known. */
export function layOutWants(
  mentees: readonly MenteeProfile[],
  dimensions: readonly string[],
  priorityWeight: number
): WantedDimension[][] {
  const numberOf = new Map(dimensions.map((dimension, number) => [dimension, number]));
  return mentees.map((mentee) => {
    const wanted = mayTakePart(mentee) ? mentee.wants : [];
    return wanted.flatMap(({ dimension, priority }) => {
      const level = levelOf(mentee, dimension);
      if (level === null) return [];
      return [{ dimension: numberOf.get(dimension)!, level, priority: valuePriority(priority) * priorityWeight }];
    });
  });
}

/** By mentor: its level on a dimension that it offers and may teach, else `NO_LEVEL`. */
export function layOutTeachers(mentors: readonly MentorProfile[], dimension: string, minLevel: number): Uint8Array {
  return Uint8Array.from(mentors, (mentor) => {
    const level = levelOf(mentor, dimension);
    const may = level !== null && level >= minLevel && mayTakePart(mentor) && mentor.offers.includes(dimension);
    return may ? level : NO_LEVEL;
  });
}
