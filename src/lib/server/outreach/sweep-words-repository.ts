import { eraseWords, likePatterns, type Traces, tracePattern } from '$lib/domain/outreach/erase-words';
import { sql, type SQL } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { indexAgain } from './contact-index-repository';
import { indexMeetings } from './meeting-index-repository';

/**
 * Tables that are not searched for a person's words: accounts of people who sign in (they are closed, not erased, by an
 * administrator), what was shipped or imported about places, and the index of contacts. Every other table is, also one
 * that is added later.
 */
const LEFT_OUT = [
  ...['person', 'membership', 'session', 'network', 'municipality', 'municipality_succession'],
  ...['model_version', 'model_draft', 'edition', 'contact_index', 'opt_out', 'erasure', '__drizzle_migrations']
];
/** Of other contacts only these: a namesake keeps their name, a colleague at the same switchboard their number. */
const OF_OTHER_CONTACTS = ['note', 'source'];

export interface Place {
  table: string;
  column: string;
  rowid: number;
  text: string;
  /** What was looked for here. */
  traces: Traces;
}

interface Table {
  name: string;
  columns: string[];
  /** Rows of one network. */
  within: SQL | null;
}

/** What to look for, and where: names only near the person where somebody else has the same. */
export interface Search {
  networkId: string;
  traces: Traces;
  /** Meetings the person was at. */
  meetingIds: readonly string[];
  /** Planned ones they are invited to. */
  planIds?: readonly string[];
  /** The name is somebody else's too: it is taken out of those meetings and of nothing else. */
  namesake: boolean;
}

/** Every text in which a person is found. */
export async function findWords(db: Reader | Tx, search: Search): Promise<Place[]> {
  const tables = await searchedTables(db, search.networkId);
  const { traces, meetingIds, namesake } = search;
  const found = [];
  for (const table of tables) {
    const sure = namesake ? { ...traces, names: [] } : traces;
    found.push(...(await findIn(db, table, sure)));
    const ids = table.name === 'planned_meeting' ? [...meetingIds, ...(search.planIds ?? [])] : meetingIds;
    const near = namesake && ids.length ? nearMeetings(table, ids) : null;
    if (near) found.push(...(await findIn(db, { ...table, within: near }, { ...traces, emails: [], phones: [] })));
  }
  return found;
}

/** Takes a person out of every text. Returns how many it changed. */
export async function sweepWords(tx: Tx, search: Search): Promise<number> {
  let changed = 0;
  const contacts = new Set<number>();
  const meetings = new Set(search.meetingIds);
  // one at a time: a text in which there are two things to take out is read again in between
  for (const { table, column, rowid, traces } of await findWords(tx, search)) {
    const [at, name] = [sql.identifier(column), sql.identifier(table)];
    const [row] = await tx.all<{ text: string }>(sql`SELECT ${at} AS text FROM ${name} WHERE rowid = ${rowid}`);
    const text = eraseWords(row!.text, traces);
    await tx.run(sql`UPDATE ${name} SET ${at} = ${text} WHERE rowid = ${rowid}`);
    changed++;
    if (table === 'contact') contacts.add(rowid);
    const meetingId = MEETING_TABLES[table];
    if (meetingId)
      for (const { id } of await tx.all<{ id: string }>(
        sql`SELECT ${sql.identifier(meetingId)} AS id FROM ${name} WHERE rowid = ${rowid}`
      ))
        meetings.add(id);
  }
  // what is said of others is in the index, too
  await indexAgain(tx, [...contacts]);
  await indexMeetings(tx, [...meetings].filter(Boolean));
  return changed;
}

async function findIn(db: Reader | Tx, table: Table, traces: Traces): Promise<Place[]> {
  const pattern = tracePattern(traces);
  const likes = likePatterns(traces);
  if (!pattern || !likes.length) return [];
  const columns = table.columns.map((column) => sql.identifier(column));
  const may = sql.join(
    columns.flatMap((column) => likes.map((like) => sql`${column} LIKE ${like}`)),
    sql` OR `
  );
  const rows = await db.all<Record<string, unknown>>(
    sql`SELECT rowid AS "_rowid", ${sql.join(columns, sql`, `)} FROM ${sql.identifier(table.name)}
        WHERE (${may})${table.within ? sql` AND ${table.within}` : sql``}`
  );
  return rows.flatMap((row) =>
    table.columns.flatMap((column) => {
      const text = row[column];
      pattern.lastIndex = 0;
      if (typeof text !== 'string' || !pattern.test(text)) return [];
      return [{ table: table.name, column, rowid: Number(row._rowid), text, traces }];
    })
  );
}

const MEETING_TABLES: Readonly<Record<string, string>> = {
  meeting: 'id',
  meeting_attendee: 'meeting_id',
  meeting_barrier: 'meeting_id',
  meeting_import_change: 'meeting_id',
  meeting_photo: 'meeting_id',
  follow_up: 'meeting_id'
};

function nearMeetings({ name, within }: Table, meetingIds: readonly string[]): SQL | null {
  const column = name === 'planned_meeting' ? 'id' : MEETING_TABLES[name];
  if (!column) return null;
  const near = sql`${sql.identifier(column)} IN (SELECT value FROM json_each(${JSON.stringify(meetingIds)}))`;
  return within ? sql`${within} AND ${near}` : near;
}

/** Every table with texts, and which of its rows belong to the network; those that belong to none are searched whole. */
async function searchedTables(db: Reader | Tx, networkId: string): Promise<Table[]> {
  const rows = await db.all<{ name: string; column: string; type: string }>(
    sql`SELECT t.name AS name, c.name AS "column", c.type AS type FROM pragma_table_list t, pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`
  );
  const keys = await db.all<{ name: string; parent: string; column: string }>(
    sql`SELECT t.name AS name, f."table" AS parent, f."from" AS "column"
        FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'`
  );
  const hasNetwork = (table: string) => rows.some(({ name, column }) => name === table && column === 'network_id');
  const tables = [...new Set(rows.map(({ name }) => name))].filter((name) => !LEFT_OUT.includes(name));
  return tables.flatMap((name) => {
    const texts = rows
      .filter((row) => row.name === name && row.type.toLowerCase() === 'text')
      .map(({ column }) => column);
    const columns = name === 'contact' ? texts.filter((column) => OF_OTHER_CONTACTS.includes(column)) : texts;
    if (!columns.length) return [];
    const parent = keys.find((key) => key.name === name && hasNetwork(key.parent));
    let within: SQL | null = null;
    // what belongs to no network may still be about somebody in this one
    if (hasNetwork(name)) within = sql`(network_id = ${networkId} OR network_id IS NULL)`;
    else if (parent)
      within = sql`${sql.identifier(parent.column)} IN (SELECT id FROM ${sql.identifier(parent.parent)} WHERE network_id = ${networkId})`;
    return [{ name, columns, within }];
  });
}
