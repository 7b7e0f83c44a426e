import type { MenteeProfile, MentorProfile, Profile } from '../../src/lib/domain/mentoring/profile';
import { seededRandom } from '../../src/lib/domain/shared/random';

const DIMENSIONS = ['strategy', 'legal', 'organisation', 'publishing', 'quality', 'infrastructure', 'demand', 'effect'];
const GROUPS = ['A1', 'A2', 'B3', 'B4', 'B5', 'C6', 'C7', 'C8', 'C9'];

/**
 * An invented round, the same on every machine: municipalities gathered around towns in a country as large as Sweden,
 * population log-normal, levels that hang together, capacities 0 to 5 with 1 the most common, wishes, preferences and
 * histories for some.
 */
export function inventRound(
  menteeCount: number,
  mentorCount: number,
  seed = 5
): { mentees: MenteeProfile[]; mentors: MentorProfile[] } {
  const next = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  // sum of four: close enough to the normal distribution
  const normal = () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
  const towns = Array.from({ length: 21 }, (_, county) => ({
    lat: 55.5 + next() * 12,
    lon: 12 + next() * 9,
    county: `county-${county}`
  }));

  function inventProfile(id: string, ahead: number): Profile {
    const town = pick(towns);
    const stage = Math.max(0, Math.min(5, 1 + ahead + normal()));
    const levels = DIMENSIONS.map((dimension) => {
      const level = Math.max(0, Math.min(5, Math.round(stage + 0.8 * normal())));
      return [dimension, next() < 0.03 ? null : level] as const;
    });
    return {
      id,
      levels: Object.fromEntries(levels),
      population: next() < 0.01 ? null : Math.round(Math.exp(9.7 + normal())),
      county: town.county,
      group: pick(GROUPS),
      languages: next() < 0.1 ? ['sv', 'en'] : ['sv'],
      lat: town.lat + 0.4 * normal(),
      lon: town.lon + 0.7 * normal(),
      vetoes: []
    };
  }

  const mentors = Array.from({ length: mentorCount }, (_, at): MentorProfile => {
    const profile = inventProfile(`mentor-${String(at).padStart(6, '0')}`, 2);
    const climbed = Object.fromEntries(
      DIMENSIONS.map((dimension) => [dimension, { [profile.levels[dimension] ?? 1]: Math.floor(next() * 60) }])
    );
    return {
      ...profile,
      offers: DIMENSIONS.filter((dimension) => (profile.levels[dimension] ?? 0) >= 2 && next() < 0.6),
      capacity: pick([0, 1, 1, 1, 1, 2, 2, 3, 4, 5]),
      ...(next() < 0.7 && { climbed })
    };
  });
  const mentees = Array.from({ length: menteeCount }, (_, at): MenteeProfile => {
    const profile = inventProfile(`mentee-${String(at).padStart(6, '0')}`, 0);
    const wanted = [...DIMENSIONS].sort(
      (a, b) => (profile.levels[a] ?? 9) - (profile.levels[b] ?? 9) || (a < b ? -1 : 1)
    );
    return {
      ...profile,
      wants: wanted.slice(0, 1 + Math.floor(next() * 3)).map((dimension, rank) => ({ dimension, priority: rank + 1 })),
      vetoes: next() < 0.05 ? [pick(mentors).id] : [],
      ...(next() < 0.2 && { wishes: [...new Set([pick(mentors).id, pick(mentors).id])] }),
      unmatchedBefore: next() < 0.1
    };
  });
  return { mentees, mentors };
}
