import { sql } from 'drizzle-orm';
import { keptSince } from '$lib/domain/sync/retention';
import { today } from '../shared/today';
import type { Step, Walk } from '../sync/loader';

// The plus before a column keeps SQLite from another order than that of the ids.

/** By id: held in the last two years, or with a promise that is still open. */
const lately: Walk = async (app, { networkId, coordinates }, after, limit) => {
  if (!coordinates) return [];
  const rows = await app.db.read.all<{ id: string }>(sql`
    SELECT m.id AS id FROM meeting m
    WHERE m.id > ${after} AND +m.network_id = ${networkId} AND (m.held_on >= ${keptSince(today(app))}
      OR EXISTS (SELECT 1 FROM follow_up f WHERE f.meeting_id = m.id AND f.done_at IS NULL))
    ORDER BY m.id LIMIT ${limit}`);
  return rows.map(({ id }) => ({ at: id, ids: [id] }));
};

/** By municipality: the last meeting with it, where that is older and nothing of it is open. */
const lastOfEach: Walk = async (app, { networkId, coordinates }, after, limit) => {
  if (!coordinates) return [];
  const rows = await app.db.read.all<{ at: string; last: string | null }>(sql`
    SELECT p.at AS at, m.id AS last
    FROM (
      SELECT id AS at, (
        SELECT m.id FROM meeting_municipality mm CROSS JOIN meeting m ON m.id = mm.meeting_id
        WHERE mm.municipality_id = municipality.id AND +m.network_id = ${networkId}
        ORDER BY m.held_on DESC, m.id DESC LIMIT 1
      ) AS last
      FROM municipality WHERE id > ${after} AND +network_id = ${networkId} ORDER BY id LIMIT ${limit}
    ) p
    LEFT JOIN meeting m ON m.id = p.last AND m.held_on < ${keptSince(today(app))}
      AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.meeting_id = m.id AND f.done_at IS NULL)
    ORDER BY p.at`);
  return rows.map(({ at, last }) => ({ at, ids: last === null ? [] : [last] }));
};

/** What `notKept` leaves on a device; the last meeting of two municipalities may come twice. */
export const meetingWalks: readonly Walk[] = [lately, lastOfEach];

/** By id: promises of no meeting. */
const ofNoMeeting: Walk = async (app, { networkId, coordinates }, after, limit) => {
  if (!coordinates) return [];
  const rows = await app.db.read.all<{ id: string }>(sql`
    SELECT f.id AS id FROM follow_up f
    WHERE f.id > ${after} AND +f.network_id = ${networkId} AND +f.meeting_id IS NULL
    ORDER BY f.id LIMIT ${limit}`);
  return rows.map(({ id }) => ({ at: id, ids: [id] }));
};

/** The promises of the meetings that a walk passes. */
const promisesOn =
  (walk: Walk): Walk =>
  async (app, sight, after, limit) => {
    const steps = await walk(app, sight, after, limit);
    const meetings = JSON.stringify(steps.flatMap(({ ids }) => ids));
    const rows = await app.db.read.all<{ id: string; meeting: string }>(sql`
      SELECT f.id AS id, f.meeting_id AS meeting
      FROM json_each(${meetings}) e CROSS JOIN follow_up f ON f.meeting_id = e.value ORDER BY f.id`);
    const byMeeting = new Map<string, string[]>();
    for (const { id, meeting } of rows) {
      const list = byMeeting.get(meeting);
      if (list) list.push(id);
      else byMeeting.set(meeting, [id]);
    }
    return steps.map(({ at, ids }): Step => ({ at, ids: ids.flatMap((id) => byMeeting.get(id) ?? []) }));
  };

export const followUpWalks: readonly Walk[] = [ofNoMeeting, ...meetingWalks.map(promisesOn)];
