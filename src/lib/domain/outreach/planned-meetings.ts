import type { PlannedMeetingRecord } from '../sync/planned-records';

/**
 * Meetings that are to come, the next one first; with `municipalityId` those of one municipality. One whose day is over and
 * that nobody has logged is still among them: somebody has to say what became of it.
 *
 * @example
 * upcomingMeetings(device.all('planned-meeting'), { municipalityId: norsjo.id })[0]?.startsAt // '2027-03-29T10:00'
 */
export function upcomingMeetings(
  all: readonly PlannedMeetingRecord[],
  { municipalityId }: { municipalityId?: string } = {}
): PlannedMeetingRecord[] {
  return all
    .filter(
      ({ state, municipalityIds }) =>
        state === 'planned' && (municipalityId === undefined || municipalityIds.includes(municipalityId))
    )
    .sort((a, b) => (a.startsAt === b.startsAt ? (a.id < b.id ? -1 : 1) : a.startsAt < b.startsAt ? -1 : 1));
}
