import type { Change, MeetingRecord } from './records';

/** Years a meeting stays on a device. */
const YEARS = 2;

/**
 * What a device need not keep any longer: meetings held more than two years ago, with their done follow-ups. Kept all
 * the same: a meeting with an open promise, and the last one with each municipality, since that is what is looked up
 * before the next. The server keeps everything.
 *
 * @param today as `YYYY-MM-DD`
 * @returns changes that take those records away
 * @example
 * notKept([{ entity: 'meeting', id: 'm1', data: heldOn('2024-01-10', 'a') },
 *          { entity: 'meeting', id: 'm2', data: heldOn('2026-05-02', 'a') }], '2026-11-22')
 * // [{ entity: 'meeting', id: 'm1', data: null }]
 */
export function notKept(records: readonly Change[], today: string): Change[] {
  const limit = `${String(Number(today.slice(0, 4)) - YEARS).padStart(4, '0')}${today.slice(4)}`;
  const meetings: MeetingRecord[] = [];
  const promised = new Set<string | null>();
  for (const { entity, data } of records) {
    if (entity === 'meeting' && data) meetings.push(data);
    if (entity === 'follow-up' && data && !data.done) promised.add(data.meetingId);
  }
  const old = meetings.filter(({ heldOn }) => heldOn < limit);
  if (old.length === 0) return [];
  const last = new Map<string, MeetingRecord>();
  for (const meeting of meetings)
    for (const place of meeting.municipalityIds)
      if (meeting.heldOn >= (last.get(place)?.heldOn ?? '')) last.set(place, meeting);
  const lasts = new Set([...last.values()].map(({ id }) => id));
  const gone = new Set(old.map(({ id }) => id).filter((id) => !promised.has(id) && !lasts.has(id)));
  return records.flatMap(({ entity, id, data }): Change[] => {
    const goes =
      entity === 'meeting' ? gone.has(id) : entity === 'follow-up' && data?.meetingId && gone.has(data.meetingId);
    return goes ? [{ entity, id, data: null } as Change] : [];
  });
}
