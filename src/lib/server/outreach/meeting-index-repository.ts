import { foldText } from '$lib/domain/outreach/fold-text';
import { inArray, sql, type SQL } from 'drizzle-orm';
import type { Database, Reader, Tx } from '../db/client';
import { meetingIndex } from '../db/schema/meeting-index';
import { attendee, meeting, meetingBarrier, meetingMunicipality } from '../db/schema/outreach';
import { municipality } from '../db/schema/register';

/**
 * The words of meetings (https://www.sqlite.org/fts5.html), made here because the migrations know tables only. Of what
 * is deleted nothing stays in it either (`secure-delete`).
 */
const MAKE =
  "CREATE VIRTUAL TABLE IF NOT EXISTS meeting_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2', prefix = '3')";
const KEEP_NO_TRACE = "INSERT INTO meeting_search(meeting_search, rank) VALUES('secure-delete', 1)";

/** Makes the search read these meetings as they are now: their places, who was there, and what was written down. */
export async function indexMeetings(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  const given = JSON.stringify(ids);
  const of = (column: SQL) => sql`${column} IN (SELECT value FROM json_each(${given}))`;
  const rows = await tx
    .select()
    .from(meeting)
    .where(of(sql`${meeting.id}`));
  const places = await tx
    .select({ id: meetingMunicipality.meetingId, text: municipality.name })
    .from(meetingMunicipality)
    .innerJoin(municipality, sql`${municipality.id} = ${meetingMunicipality.municipalityId}`)
    .where(of(sql`${meetingMunicipality.meetingId}`));
  const people = await tx
    .select({ id: attendee.meetingId, text: attendee.name })
    .from(attendee)
    .where(of(sql`${attendee.meetingId}`));
  const quotes = await tx
    .select({ id: meetingBarrier.meetingId, text: meetingBarrier.quote })
    .from(meetingBarrier)
    .where(of(sql`${meetingBarrier.meetingId}`));
  const said = new Map<string, string[]>();
  for (const { id, text } of [...places, ...people, ...quotes]) said.set(id, [...(said.get(id) ?? []), text]);
  const entries = rows.map(({ id, background, workSoFar, exchange, conclusions, goalsMet }) => ({
    id,
    words: foldText(
      [
        ...(said.get(id) ?? []),
        ...[background, workSoFar, exchange, conclusions],
        ...(goalsMet ?? []).map(({ what }) => what)
      ].join(' ')
    )
  }));
  const written = JSON.stringify(entries);
  await tx.run(sql`
    INSERT INTO meeting_index (meeting_id) SELECT value->>'id' FROM json_each(${written}) WHERE true
    ON CONFLICT (meeting_id) DO NOTHING`);
  await tx.run(sql`
    DELETE FROM meeting_search WHERE rowid IN
      (SELECT i.n FROM json_each(${written}) e JOIN meeting_index i ON i.meeting_id = e.value->>'id')`);
  await tx.run(sql`
    INSERT INTO meeting_search (rowid, words)
    SELECT i.n, e.value->>'words' FROM json_each(${written}) e JOIN meeting_index i ON i.meeting_id = e.value->>'id'`);
}

/** Of meetings that go. */
export async function unindexMeetings(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx
    .delete(meetingIndex)
    .where(inArray(meetingIndex.meetingId, [...ids]))
    .returning({ n: meetingIndex.n });
  for (const { n } of rows) await tx.run(sql`DELETE FROM meeting_search WHERE rowid = ${n}`);
}

const AT_ONCE = 2000;

/** Makes the index where it is missing, and puts in what was written without it, as by a release before it. */
export async function ensureMeetingIndex(db: Pick<Database, 'read' | 'write' | 'execute'>): Promise<void> {
  await db.execute(MAKE);
  await db.execute(KEEP_NO_TRACE);
  while (await db.write(indexSome));
}

async function indexSome(tx: Tx): Promise<boolean> {
  const missing = await tx
    .select({ id: meeting.id })
    .from(meeting)
    .where(sql`NOT EXISTS (SELECT 1 FROM meeting_index WHERE meeting_id = ${meeting.id})`)
    .limit(AT_ONCE);
  await indexMeetings(
    tx,
    missing.map(({ id }) => id)
  );
  return missing.length === AT_ONCE;
}

export interface MeetingPageAsked {
  networkId: string;
  form: string;
  barrierId: string;
  municipalityId: string;
  /** As FTS5 reads them; empty for all. */
  words: string;
  after: string;
  limit: number;
}

/** Beyond so many hits the list is gone through in its order instead of sorting them. */
const FEW = 1000;

/**
 * Ids of meetings, the latest first, from after a meeting on.
 *
 * @returns null where the meeting to begin after is not there
 */
export async function pageOfMeetings(db: Reader, page: MeetingPageAsked): Promise<string[] | null> {
  const { networkId, form, barrierId, municipalityId, words, after, limit } = page;
  const where: SQL[] = [sql`m.network_id = ${networkId}`];
  if (form) where.push(sql`m.form = ${form}`);
  const among = [
    words &&
      sql`SELECT i.meeting_id AS id FROM meeting_search s JOIN meeting_index i ON i.n = s.rowid
          WHERE meeting_search MATCH ${words}`,
    barrierId && sql`SELECT meeting_id AS id FROM meeting_barrier WHERE barrier_id = ${barrierId}`,
    municipalityId && sql`SELECT meeting_id AS id FROM meeting_municipality WHERE municipality_id = ${municipalityId}`
  ].filter((one) => one !== '');
  if (after) {
    const [start] = await db.all<{ heldOn: string }>(
      sql`SELECT held_on AS "heldOn" FROM meeting WHERE id = ${after} AND network_id = ${networkId}`
    );
    if (!start) return null;
    // the first condition lets the index begin there
    where.push(sql`m.held_on <= ${start.heldOn}`, sql`(m.held_on, m.id) < (${start.heldOn}, ${after})`);
  }
  let few: string[] | null = null;
  for (const one of among) {
    const found = await fewOf(db, one);
    if (found && (!few || found.length < few.length)) few = found;
    where.push(found ? sql`m.id IN (SELECT value FROM json_each(${JSON.stringify(found)}))` : sql`m.id IN (${one})`);
  }
  const from = few ? sql`json_each(${JSON.stringify(few)}) h CROSS JOIN meeting m ON m.id = h.value` : sql`meeting m`;
  const rows = await db.all<{ id: string }>(sql`
    SELECT m.id AS id FROM ${from} WHERE ${sql.join(where, sql` AND `)}
    ORDER BY m.held_on DESC, m.id DESC LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** These meetings, where they are not too many to be looked at one by one; a barrier may be raised twice in one. */
async function fewOf(db: Reader, select: SQL): Promise<string[] | null> {
  const rows = await db.all<{ id: string }>(sql`${select} LIMIT ${FEW + 1}`);
  return rows.length > FEW ? null : [...new Set(rows.map(({ id }) => id))];
}
