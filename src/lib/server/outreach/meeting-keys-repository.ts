import { type KnownMeeting, meetingKey } from '$lib/domain/outreach/imports/plan-meeting';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { followUp, meeting } from '../db/schema/outreach';
import { meetingsOf } from './repository';

const among = (
  column: typeof meeting.id | typeof meeting.heldOn | typeof followUp.meetingId,
  values: readonly string[]
) => sql`${column} IN (SELECT value FROM json_each(${JSON.stringify([...new Set(values)])}))`;

/** The meetings a part of a log may be about, by id and by day and municipalities; any number in six statements. */
export async function knownMeetings(
  db: Reader | Tx,
  networkId: string,
  { ids, days }: { ids: readonly string[]; days: readonly string[] }
): Promise<Map<string, KnownMeeting[]>> {
  const rows = await db
    .select({ id: meeting.id })
    .from(meeting)
    .where(and(eq(meeting.networkId, networkId), sql`(${among(meeting.id, ids)} OR ${among(meeting.heldOn, days)})`));
  const found = rows.map(({ id }) => id);
  const known = new Map<string, KnownMeeting[]>();
  if (!found.length) return known;
  const promises = await db.select().from(followUp).where(among(followUp.meetingId, found));
  for (const row of await meetingsOf(db, networkId, found)) {
    const { id, heldOn, form, municipalityIds, attendees, barriers, background, workSoFar, exchange, conclusions } =
      row;
    const one = {
      ...{ id, heldOn, form, municipalityIds, attendees, barriers },
      followUps: promises.filter(({ meetingId }) => meetingId === id),
      texts: { background, workSoFar, exchange, conclusions },
      ...{ interestBefore: row.interestBefore, interestAfter: row.interestAfter, knowledge: row.knowledge }
    };
    known.set(id, [one]);
    known.set(meetingKey(one), [...(known.get(meetingKey(one)) ?? []), one]);
  }
  return known;
}

/** The newest first. */
export async function meetingIds(db: Reader | Tx, networkId: string): Promise<string[]> {
  const rows = await db
    .select({ id: meeting.id })
    .from(meeting)
    .where(eq(meeting.networkId, networkId))
    .orderBy(desc(meeting.heldOn), desc(meeting.id));
  return rows.map(({ id }) => id);
}
