import { eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { meetingImportChange } from '../db/schema/imports';
import { attendee, followUp, meeting, meetingBarrier, meetingMunicipality } from '../db/schema/outreach';
import { unindexMeetings } from './meeting-index-repository';

/** What a meeting itself consists of; whatever else names it was built on it. */
const OWN = [
  ...['meeting_municipality', 'meeting_attendee', 'meeting_barrier', 'follow_up', 'meeting_import_change'],
  // what the search reads
  'meeting_index'
];

/** Columns by which something is built on a meeting, on a promise made in it, or on a barrier noted in it. */
const REFERENCES = { meeting_id: 'id', follow_up_id: 'follow_up', raised_id: 'meeting_barrier' } as const;

/**
 * In which tables something refers to one of these meetings; those that nothing refers to are left out. Tables are found
 * by their columns, so that a new one counts by itself.
 */
export async function tablesUsingMeetings(db: Reader | Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const used = new Map<string, string[]>();
  if (!ids.length) return used;
  const rows = await db.all<{ name: string; column: keyof typeof REFERENCES }>(
    sql`SELECT t.name AS name, c.name AS "column" FROM pragma_table_list t, pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table'
          AND c.name IN (SELECT value FROM json_each(${JSON.stringify(Object.keys(REFERENCES))}))`
  );
  const among = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  for (const { name, column } of rows.filter((row) => !OWN.includes(row.name))) {
    const [table, refers, of] = [sql.identifier(name), sql.identifier(column), REFERENCES[column]];
    const found = await db.all<{ id: string }>(
      of === 'id'
        ? sql`SELECT DISTINCT ${refers} AS id FROM ${table} WHERE ${refers} IN ${among}`
        : sql`SELECT DISTINCT part.meeting_id AS id FROM ${sql.identifier(of)} part
              JOIN ${table} other ON other.${refers} = part.id WHERE part.meeting_id IN ${among}`
    );
    for (const { id } of found) used.set(id, [...(used.get(id) ?? []), name]);
  }
  return used;
}

export async function deleteMeeting(tx: Tx, meetingId: string): Promise<void> {
  await unindexMeetings(tx, [meetingId]);
  await tx.delete(followUp).where(eq(followUp.meetingId, meetingId));
  await tx.delete(meetingMunicipality).where(eq(meetingMunicipality.meetingId, meetingId));
  await tx.delete(attendee).where(eq(attendee.meetingId, meetingId));
  await tx.delete(meetingBarrier).where(eq(meetingBarrier.meetingId, meetingId));
  await tx.delete(meetingImportChange).where(eq(meetingImportChange.meetingId, meetingId));
  await tx.delete(meeting).where(eq(meeting.id, meetingId));
}
