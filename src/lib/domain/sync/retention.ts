import { DAYS_TO_BRING_BACK } from '../outreach/contact-kinds';
import type { SessionRecord } from './field-records';
import type { Change, MeetingRecord } from './records';

/** Years a meeting or a mentoring session stays on a device. */
const YEARS = 2;

/**
 * The first day of the last two years.
 *
 * @param today as `YYYY-MM-DD`
 * @example keptSince('2026-11-22') // '2024-11-22'
 */
export function keptSince(today: string): string {
  return `${String(Number(today.slice(0, 4)) - YEARS).padStart(4, '0')}${today.slice(4)}`;
}

/**
 * What a device need not keep any longer: meetings held more than two years ago, with their done follow-ups. Kept all
 * the same: a meeting with an open promise, and the last one with each municipality, since that is what is looked up
 * before the next. So it is with mentoring sessions, where a promise is a next step that is not past its date. A removed
 * contact goes when it cannot be brought back any more. The server keeps everything.
 *
 * @param today as `YYYY-MM-DD`
 * @returns changes that take those records away
 * @example
 * notKept([{ entity: 'meeting', id: 'm1', data: heldOn('2024-01-10', 'a') },
 *          { entity: 'meeting', id: 'm2', data: heldOn('2026-05-02', 'a') }], '2026-11-22')
 * // [{ entity: 'meeting', id: 'm1', data: null }]
 */
export function notKept(records: readonly Change[], today: string): Change[] {
  const limit = keptSince(today);
  return [...oldMeetings(records, limit), ...oldSessions(records, limit, today), ...removedContacts(records, today)];
}

function oldMeetings(records: readonly Change[], limit: string): Change[] {
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

function oldSessions(records: readonly Change[], limit: string, today: string): Change[] {
  const sessions = records.flatMap(({ entity, data }) => (entity === 'session' && data ? [data] : []));
  const last = new Map<string, SessionRecord>();
  for (const session of sessions)
    if (session.heldOn >= (last.get(session.pairingId)?.heldOn ?? '')) last.set(session.pairingId, session);
  const isAhead = ({ nextSteps }: SessionRecord) => nextSteps.some(({ due }) => due >= today);
  const gone = new Set(
    sessions.filter((one) => one.heldOn < limit && last.get(one.pairingId) !== one && !isAhead(one)).map(({ id }) => id)
  );
  return records.flatMap(({ entity, id, data }): Change[] => {
    const goes = entity === 'session' ? gone.has(id) : entity === 'remark' && data && gone.has(data.sessionId);
    return goes ? [{ entity, id, data: null } as Change] : [];
  });
}

function removedContacts(records: readonly Change[], today: string): Change[] {
  const since = Date.parse(today) - DAYS_TO_BRING_BACK * 86_400_000;
  return records.flatMap(({ entity, id, data }): Change[] =>
    entity === 'contact' && data?.removedAt && Date.parse(data.removedAt) < since ? [{ entity, id, data: null }] : []
  );
}
