import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { person } from '../db/schema/identity';
import { barrierCorrection, dataPerson, followUpSnooze } from '../db/schema/ledger';
import { followUp, meeting, meetingBarrier, meetingMunicipality } from '../db/schema/outreach';

export type CorrectionRow = typeof barrierCorrection.$inferSelect;
export type SnoozeRow = typeof followUpSnooze.$inferSelect;
export type DataPersonRow = typeof dataPerson.$inferSelect;

export async function findCorrection(db: Reader | Tx, id: string): Promise<CorrectionRow | undefined> {
  return (await db.select().from(barrierCorrection).where(eq(barrierCorrection.id, id)))[0];
}

/** Of a network, in the order they came; `ids` and `municipalityIds` null: all. */
export async function correctionsOf(
  db: Reader | Tx,
  networkId: string,
  { ids, municipalityIds }: { ids: string[] | null; municipalityIds: string[] | null }
): Promise<CorrectionRow[]> {
  return db
    .select()
    .from(barrierCorrection)
    .where(
      and(
        eq(barrierCorrection.networkId, networkId),
        ids ? inArray(barrierCorrection.id, ids) : undefined,
        municipalityIds ? inArray(barrierCorrection.municipalityId, municipalityIds) : undefined
      )
    )
    .orderBy(asc(barrierCorrection.createdAt), asc(barrierCorrection.id));
}

export async function insertCorrection(tx: Tx, row: CorrectionRow): Promise<void> {
  await tx.insert(barrierCorrection).values(row);
}

export async function settleCorrection(
  tx: Tx,
  id: string,
  settlement: Pick<CorrectionRow, 'settledAt' | 'settledBy' | 'settled' | 'answer'>
): Promise<void> {
  await tx.update(barrierCorrection).set(settlement).where(eq(barrierCorrection.id, id));
}

/** A barrier as noted, with its meeting and the municipalities that were there. */
export async function findRaised(db: Reader | Tx, raisedId: string) {
  const [row] = await db
    .select({ barrier: meetingBarrier, meeting })
    .from(meetingBarrier)
    .innerJoin(meeting, eq(meeting.id, meetingBarrier.meetingId))
    .where(eq(meetingBarrier.id, raisedId));
  if (!row) return undefined;
  const places = await db.select().from(meetingMunicipality).where(eq(meetingMunicipality.meetingId, row.meeting.id));
  return { ...row, municipalityIds: places.map(({ municipalityId }) => municipalityId) };
}

/** Consent is a permission, no words: it is taken back where it stands, so that nobody who reads it can miss that. */
export async function withdrawConsent(tx: Tx, raisedId: string): Promise<void> {
  await tx.update(meetingBarrier).set({ consent: 'no' }).where(eq(meetingBarrier.id, raisedId));
}

export async function bumpMeeting(tx: Tx, id: string, version: number, at: Date): Promise<void> {
  await tx.update(meeting).set({ version, updatedAt: at }).where(eq(meeting.id, id));
}

/** The day of the next contact is the meeting's as well as the promise's. */
export async function moveNextContact(tx: Tx, meetingId: string, on: string): Promise<void> {
  await tx.update(meeting).set({ nextContactOn: on }).where(eq(meeting.id, meetingId));
}

/** Ids of the meetings these municipalities were at. */
export async function meetingIdsOf(db: Reader | Tx, municipalityIds: string[]): Promise<string[]> {
  if (!municipalityIds.length) return [];
  const rows = await db
    .selectDistinct({ id: meetingMunicipality.meetingId })
    .from(meetingMunicipality)
    .where(inArray(meetingMunicipality.municipalityId, municipalityIds));
  return rows.map(({ id }) => id);
}

export async function namesOf(db: Reader | Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const found = new Map<string, string>();
  for (let i = 0; i < wanted.length; i += 500)
    for (const row of await db
      .select({ id: person.id, name: person.name })
      .from(person)
      .where(inArray(person.id, wanted.slice(i, i + 500))))
      found.set(row.id, row.name);
  return found;
}

export async function insertSnooze(tx: Tx, row: SnoozeRow): Promise<void> {
  await tx.insert(followUpSnooze).values(row);
}

export async function findSnooze(db: Reader | Tx, id: string): Promise<SnoozeRow | undefined> {
  return (await db.select().from(followUpSnooze).where(eq(followUpSnooze.id, id)))[0];
}

/** By promise, the first one first. */
export async function snoozesOf(db: Reader | Tx, networkId: string, ids?: string[]): Promise<Map<string, SnoozeRow[]>> {
  const rows = await db
    .select({ snooze: followUpSnooze })
    .from(followUpSnooze)
    .innerJoin(followUp, eq(followUp.id, followUpSnooze.followUpId))
    .where(
      ids
        ? // the plus: those of few promises are found by the promise
          and(sql`+${followUp.networkId} = ${networkId}`, inArray(followUp.id, ids))
        : eq(followUp.networkId, networkId)
    )
    .orderBy(asc(followUpSnooze.at), asc(followUpSnooze.id));
  const found = new Map<string, SnoozeRow[]>();
  for (const { snooze } of rows) {
    const list = found.get(snooze.followUpId);
    if (list) list.push(snooze);
    else found.set(snooze.followUpId, [snooze]);
  }
  return found;
}

export async function findDataPerson(db: Reader | Tx, municipalityId: string): Promise<DataPersonRow | undefined> {
  return (await db.select().from(dataPerson).where(eq(dataPerson.municipalityId, municipalityId)))[0];
}

export async function dataPersonsOf(db: Reader | Tx, networkId: string, ids?: string[]): Promise<DataPersonRow[]> {
  return db
    .select()
    .from(dataPerson)
    .where(and(eq(dataPerson.networkId, networkId), ids ? inArray(dataPerson.municipalityId, ids) : undefined))
    .orderBy(asc(dataPerson.municipalityId));
}

export async function writeDataPerson(tx: Tx, row: DataPersonRow): Promise<void> {
  await tx.insert(dataPerson).values(row).onConflictDoUpdate({ target: dataPerson.municipalityId, set: row });
}

/** Whether anybody has taken back the consent to a quote. */
export async function isWithdrawn(db: Reader | Tx, raisedId: string): Promise<boolean> {
  const rows = await db
    .select({ id: barrierCorrection.id })
    .from(barrierCorrection)
    .where(and(eq(barrierCorrection.raisedId, raisedId), eq(barrierCorrection.kind, 'withdraw-quote')))
    .limit(1);
  return rows.length > 0;
}
