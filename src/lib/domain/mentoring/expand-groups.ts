import type { Problem } from '../shared/result';
import { showValue } from './name-entry';
import { municipalityOf, type GroupOffer, type MentorProfile } from './profile';

/**
 * Mentors with every group offer as a mentor of its own: the same municipality on one dimension with the group's places.
 * A group runs beside what its mentor does alone and has a load of its own. Codes of what is refused: `unknown-id`,
 * `duplicate-id`.
 *
 * @example
 * expandGroups([mentor], [{ id: 'b-legal', mentor: 'b', dimension: 'legal', places: 4 }]).mentors[1];
 * // { ...mentor, id: 'b-legal', of: 'b', offers: ['legal'], capacity: 4, forms: ['group'] }
 */
export function expandGroups(
  mentors: readonly MentorProfile[],
  groups: readonly GroupOffer[]
): { mentors: MentorProfile[]; problems: Problem[] } {
  const byId = new Map(mentors.map((mentor) => [mentor.id, mentor]));
  const taken = new Set(byId.keys());
  const problems: Problem[] = [];
  const added = groups.flatMap((group, index): MentorProfile[] => {
    const mentor = byId.get(group.mentor);
    if (!mentor) {
      const message = `Group ${index + 1} (${showValue(group.id)}): mentor ${showValue(group.mentor)} is unknown - correct the id or list the mentor`;
      problems.push({ code: 'unknown-id', path: `groups.${index}.mentor`, message });
      return [];
    }
    if (taken.has(group.id)) {
      const message = `Group ${index + 1} (${showValue(group.id)}) has the id of another mentor or group - give it one of its own`;
      problems.push({ code: 'duplicate-id', path: `groups.${index}.id`, message });
      return [];
    }
    taken.add(group.id);
    const { running: _, ...rest } = mentor;
    const offer = { of: municipalityOf(mentor), offers: [group.dimension], capacity: group.places };
    return [{ ...rest, id: group.id, ...offer, forms: ['group'] }];
  });
  return { mentors: [...mentors, ...added], problems };
}
