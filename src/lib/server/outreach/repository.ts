import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { type GoalMet, type Knowledge, wholeKnowledge } from '$lib/domain/outreach/meeting-parts';
import type { Reader, Tx } from '../db/client';
import { keptQuery } from '../db/kept-query';
import { indexMeetings } from './meeting-index-repository';
import { attendee, followUp, meeting, meetingBarrier, meetingMunicipality } from '../db/schema/outreach';

export type MeetingRow = typeof meeting.$inferSelect;
export type FollowUpRow = typeof followUp.$inferSelect;

export interface MeetingWhole extends Omit<MeetingRow, 'knowledge' | 'goalsMet'> {
  knowledge: Knowledge[];
  goalsMet: GoalMet[];
  municipalityIds: string[];
  attendees: { id: string; name: string; role: (typeof attendee.$inferSelect)['role']; contactId?: string }[];
  barriers: { id: string; barrierId: string; severity: number; quote: string; consent: 'yes' | 'no' | 'anonymous' }[];
}

export async function findMeeting(db: Reader | Tx, id: string): Promise<MeetingRow | undefined> {
  return (await db.select().from(meeting).where(eq(meeting.id, id)))[0];
}

type Later = 'interestBefore' | 'interestAfter' | 'knowledge' | 'goalsMet' | 'nextContactOn';

/** What is left out of the later parts stays as it is. */
export async function writeMeeting(
  tx: Tx,
  whole: Omit<MeetingWhole, Later> & Partial<Pick<MeetingWhole, Later>>
): Promise<void> {
  const { municipalityIds, attendees, barriers, ...row } = whole;
  const { id: meetingId, createdBy: _by, createdAt: _at, ...changed } = row;
  await tx.insert(meeting).values(row).onConflictDoUpdate({ target: meeting.id, set: changed });
  await tx.delete(meetingMunicipality).where(eq(meetingMunicipality.meetingId, meetingId));
  await tx.delete(attendee).where(eq(attendee.meetingId, meetingId));
  await tx.delete(meetingBarrier).where(eq(meetingBarrier.meetingId, meetingId));
  if (municipalityIds.length)
    await tx
      .insert(meetingMunicipality)
      .values(municipalityIds.map((municipalityId) => ({ meetingId, municipalityId })));
  if (attendees.length) await tx.insert(attendee).values(attendees.map((a) => ({ ...a, meetingId })));
  if (barriers.length) await tx.insert(meetingBarrier).values(barriers.map((b) => ({ ...b, meetingId })));
  await indexMeetings(tx, [meetingId]);
}

/** That something of it has changed, other than its words. */
export async function touchMeeting(tx: Tx, id: string, updatedAt: Date): Promise<void> {
  await tx.update(meeting).set({ updatedAt }).where(eq(meeting.id, id));
}

// one placeholder however many there are
const given = sql`(select value from json_each(${sql.placeholder('ids')}))`;
const networkMeetings = keptQuery((db) =>
  db
    .select()
    .from(meeting)
    .where(eq(meeting.networkId, sql.placeholder('networkId')))
    .orderBy(desc(meeting.heldOn))
);
// the plus keeps SQLite from walking through all meetings of the network by day to find these
const givenMeetings = keptQuery((db) =>
  db
    .select()
    .from(meeting)
    .where(sql`+${meeting.networkId} = ${sql.placeholder('networkId')} and ${meeting.id} in ${given}`)
    .orderBy(desc(meeting.heldOn))
);
const placesOfMeetings = keptQuery((db) =>
  db
    .select()
    .from(meetingMunicipality)
    .where(sql`${meetingMunicipality.meetingId} in ${given}`)
);
const attendeesOfMeetings = keptQuery((db) =>
  db
    .select()
    .from(attendee)
    .where(sql`${attendee.meetingId} in ${given}`)
    .orderBy(asc(attendee.id))
);
const barriersOfMeetings = keptQuery((db) =>
  db
    .select()
    .from(meetingBarrier)
    .where(sql`${meetingBarrier.meetingId} in ${given}`)
    .orderBy(asc(meetingBarrier.id))
);

export async function meetingsOf(
  db: Reader | Tx,
  networkId: string,
  only?: readonly string[]
): Promise<MeetingWhole[]> {
  const rows = only
    ? await givenMeetings(db, { networkId, ids: JSON.stringify(only) })
    : await networkMeetings(db, { networkId });
  if (!rows.length) return [];
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const municipalities = await placesOfMeetings(db, { ids });
  const attendees = await attendeesOfMeetings(db, { ids });
  const barriers = await barriersOfMeetings(db, { ids });
  const [m, a, b] = [byMeeting(municipalities), byMeeting(attendees), byMeeting(barriers)];
  return rows.map((row) => ({
    ...row,
    knowledge: wholeKnowledge(row.knowledge),
    goalsMet: row.goalsMet ?? [],
    municipalityIds: (m.get(row.id) ?? []).map((x) => x.municipalityId),
    attendees: (a.get(row.id) ?? []).map(({ id, name, role, contactId }) => ({
      id,
      name,
      role,
      ...(contactId && { contactId })
    })),
    barriers: (b.get(row.id) ?? []).map(({ id, barrierId, severity, quote, consent }) => ({
      id,
      barrierId,
      severity,
      quote,
      consent
    }))
  }));
}

// Map.groupBy came with Node 21; Node 20 is still supported
function byMeeting<T extends { meetingId: string }>(list: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(item.meetingId, [...(groups.get(item.meetingId) ?? []), item]);
  return groups;
}

export async function findFollowUp(db: Reader | Tx, id: string): Promise<FollowUpRow | undefined> {
  return (await db.select().from(followUp).where(eq(followUp.id, id)))[0];
}

export async function followUpsOf(db: Reader | Tx, networkId: string, ids?: string[]): Promise<FollowUpRow[]> {
  const where = ids
    ? and(sql`+${followUp.networkId} = ${networkId}`, inArray(followUp.id, ids))
    : eq(followUp.networkId, networkId);
  return db.select().from(followUp).where(where).orderBy(asc(followUp.due));
}

export async function followUpsOfMeeting(db: Reader | Tx, meetingId: string): Promise<FollowUpRow[]> {
  return db.select().from(followUp).where(eq(followUp.meetingId, meetingId)).orderBy(asc(followUp.id));
}

export async function followUpsOfMeetings(db: Reader | Tx, meetingIds: readonly string[]): Promise<FollowUpRow[]> {
  return db
    .select()
    .from(followUp)
    .where(sql`${followUp.meetingId} IN (SELECT value FROM json_each(${JSON.stringify(meetingIds)}))`)
    .orderBy(asc(followUp.id));
}

/** Of these items, those that belong to other meetings. */
export async function itemsElsewhere(db: Reader | Tx, meetingId: string, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return [];
  const tables = [attendee, meetingBarrier, followUp];
  const found = await Promise.all(
    tables.map((table) =>
      db
        .select({ id: table.id })
        .from(table)
        .where(and(inArray(table.id, [...ids]), ne(table.meetingId, meetingId)))
    )
  );
  return found.flat().map(({ id }) => id);
}

export async function openFollowUpsOfMeeting(db: Reader | Tx, meetingId: string): Promise<FollowUpRow[]> {
  return db
    .select()
    .from(followUp)
    .where(and(eq(followUp.meetingId, meetingId), isNull(followUp.doneAt)));
}

export async function writeFollowUp(tx: Tx, row: typeof followUp.$inferInsert): Promise<void> {
  await tx.insert(followUp).values(row).onConflictDoUpdate({ target: followUp.id, set: row });
}

export async function deleteFollowUps(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length) await tx.delete(followUp).where(inArray(followUp.id, [...ids]));
}
