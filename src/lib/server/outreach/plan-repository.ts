import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { membership, person } from '../db/schema/identity';
import { followUp } from '../db/schema/outreach';
import { meetingInvitation, plannedMeeting, plannedMeetingMunicipality } from '../db/schema/planned-meetings';

export type PlanRow = typeof plannedMeeting.$inferSelect;
export type InvitationRow = typeof meetingInvitation.$inferSelect;

export interface PlanWhole extends PlanRow {
  municipalityIds: string[];
  invitations: InvitationRow[];
}

const MANY = 500;

/** Plans with everything, in the order of their dates. */
async function wholes(db: Reader | Tx, rows: PlanRow[]): Promise<PlanWhole[]> {
  const places: (typeof plannedMeetingMunicipality.$inferSelect)[] = [];
  const invitations: InvitationRow[] = [];
  for (let i = 0; i < rows.length; i += MANY) {
    const ids = rows.slice(i, i + MANY).map(({ id }) => id);
    places.push(
      ...(await db
        .select()
        .from(plannedMeetingMunicipality)
        .where(inArray(plannedMeetingMunicipality.plannedMeetingId, ids)))
    );
    invitations.push(
      ...(await db
        .select()
        .from(meetingInvitation)
        .where(inArray(meetingInvitation.plannedMeetingId, ids))
        .orderBy(asc(meetingInvitation.id)))
    );
  }
  return rows.map((row) => ({
    ...row,
    municipalityIds: places.flatMap((p) => (p.plannedMeetingId === row.id ? p.municipalityId : [])),
    invitations: invitations.filter(({ plannedMeetingId }) => plannedMeetingId === row.id)
  }));
}

export async function findPlan(db: Reader | Tx, id: string): Promise<PlanWhole | undefined> {
  const rows = await db.select().from(plannedMeeting).where(eq(plannedMeeting.id, id));
  return (await wholes(db, rows))[0];
}

export async function plansOf(db: Reader | Tx, networkId: string, ids?: string[]): Promise<PlanWhole[]> {
  const here = eq(plannedMeeting.networkId, networkId);
  const rows = await db
    .select()
    .from(plannedMeeting)
    .where(ids ? and(here, inArray(plannedMeeting.id, ids)) : here)
    .orderBy(asc(plannedMeeting.startsAt));
  return wholes(db, rows);
}

/** Planned and cancelled ones that a person organises or is invited to, of some networks, from a day on. */
export async function plansOfPerson(
  db: Reader | Tx,
  personId: string,
  networkIds: string[],
  from: string
): Promise<PlanWhole[]> {
  if (!networkIds.length) return [];
  const invited = db
    .select({ id: meetingInvitation.plannedMeetingId })
    .from(meetingInvitation)
    .where(eq(meetingInvitation.personId, personId));
  const rows = await db
    .select()
    .from(plannedMeeting)
    .where(
      and(
        inArray(plannedMeeting.networkId, networkIds),
        or(eq(plannedMeeting.createdBy, personId), inArray(plannedMeeting.id, invited)),
        sql`${plannedMeeting.startsAt} >= ${from}`
      )
    )
    .orderBy(asc(plannedMeeting.startsAt), asc(plannedMeeting.id));
  return wholes(db, rows);
}

/** Planned ones that start between two local times, whatever their zone, and that nobody was reminded of. */
export async function plansToRemind(db: Reader | Tx, from: string, to: string): Promise<PlanWhole[]> {
  const rows = await db
    .select()
    .from(plannedMeeting)
    .where(
      and(
        eq(plannedMeeting.state, 'planned'),
        sql`${plannedMeeting.startsAt} BETWEEN ${from} AND ${to}`,
        sql`${plannedMeeting.remindedFor} IS NOT ${plannedMeeting.startsAt}`
      )
    );
  return wholes(db, rows);
}

export async function noteReminded(tx: Tx, id: string, startsAt: string): Promise<void> {
  await tx.update(plannedMeeting).set({ remindedFor: startsAt }).where(eq(plannedMeeting.id, id));
}

export async function writePlan(tx: Tx, { municipalityIds, invitations, ...row }: PlanWhole): Promise<void> {
  const { id, createdBy: _by, createdAt: _at, ...changed } = row;
  await tx.insert(plannedMeeting).values(row).onConflictDoUpdate({ target: plannedMeeting.id, set: changed });
  await tx.delete(plannedMeetingMunicipality).where(eq(plannedMeetingMunicipality.plannedMeetingId, id));
  await tx.delete(meetingInvitation).where(eq(meetingInvitation.plannedMeetingId, id));
  if (municipalityIds.length)
    await tx
      .insert(plannedMeetingMunicipality)
      .values(municipalityIds.map((municipalityId) => ({ plannedMeetingId: id, municipalityId })));
  if (invitations.length) await tx.insert(meetingInvitation).values(invitations);
}

/** Of these ids, those that name an invitation to another meeting. */
export async function invitationsElsewhere(db: Reader | Tx, planId: string, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return [];
  const rows = await db
    .select({ id: meetingInvitation.id, planId: meetingInvitation.plannedMeetingId })
    .from(meetingInvitation)
    .where(inArray(meetingInvitation.id, [...ids]));
  return rows.filter((row) => row.planId !== planId).map(({ id }) => id);
}

/** Plans to which one of these contacts is invited. */
export async function plansWithContacts(db: Reader | Tx, contactIds: readonly string[]): Promise<string[]> {
  if (!contactIds.length) return [];
  const rows = await db
    .selectDistinct({ id: meetingInvitation.plannedMeetingId })
    .from(meetingInvitation)
    .where(inArray(meetingInvitation.contactId, [...contactIds]));
  return rows.map(({ id }) => id);
}

/** Of these people, those who belong to the network now. */
export async function membersAmong(db: Reader | Tx, networkId: string, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await db
    .selectDistinct({ id: membership.personId })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(
      and(
        eq(membership.networkId, networkId),
        inArray(membership.personId, [...ids]),
        sql`${membership.endedAt} IS NULL AND ${person.disabledAt} IS NULL`
      )
    );
  return new Set(rows.map(({ id }) => id));
}

/** What a person has promised, or is to see to, and that is open. */
export async function openFollowUpsOfPerson(db: Reader | Tx, personId: string, networkIds: string[]) {
  if (!networkIds.length) return [];
  return db
    .select()
    .from(followUp)
    .where(
      and(eq(followUp.ownerId, personId), inArray(followUp.networkId, networkIds), sql`${followUp.doneAt} IS NULL`)
    )
    .orderBy(asc(followUp.due), asc(followUp.id));
}
