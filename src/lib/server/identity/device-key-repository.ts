import { and, asc, eq } from 'drizzle-orm';
import type { Membership } from '$lib/domain/identity/actor';
import type { Reader, Tx } from '../db/client';
import { deviceKey, membership, person } from '../db/schema/identity';

export type DeviceKeyRow = typeof deviceKey.$inferSelect;

export async function findDeviceKey(
  db: Reader | Tx,
  id: string
): Promise<{ key: DeviceKeyRow; disabledAt: Date | null } | undefined> {
  const rows = await db
    .select({ key: deviceKey, disabledAt: person.disabledAt })
    .from(deviceKey)
    .innerJoin(person, eq(person.id, deviceKey.personId))
    .where(eq(deviceKey.id, id));
  return rows[0];
}

/** The least used first. */
export async function deviceKeysOf(db: Reader | Tx, personId: string): Promise<DeviceKeyRow[]> {
  return db.select().from(deviceKey).where(eq(deviceKey.personId, personId)).orderBy(asc(deviceKey.usedAt));
}

export async function insertDeviceKey(tx: Tx, row: DeviceKeyRow): Promise<void> {
  await tx.insert(deviceKey).values(row);
}

export async function touchDeviceKey(tx: Tx, id: string, usedAt: Date): Promise<void> {
  await tx.update(deviceKey).set({ usedAt }).where(eq(deviceKey.id, id));
}

export async function deleteDeviceKey(tx: Tx, id: string): Promise<void> {
  await tx.delete(deviceKey).where(eq(deviceKey.id, id));
}

/** Every role a person has or had in a network, and until when: its end, or that of the account. */
export async function rolesWithTheirEnd(
  db: Reader | Tx,
  personId: string,
  networkId: string
): Promise<(Membership & { until: Date | null })[]> {
  const rows = await db
    .select({ role: membership.role, municipalityId: membership.municipalityId, endedAt: membership.endedAt })
    .from(membership)
    .where(and(eq(membership.personId, personId), eq(membership.networkId, networkId)));
  const [who] = await db.select({ disabledAt: person.disabledAt }).from(person).where(eq(person.id, personId));
  return rows.map(({ endedAt, ...role }) => {
    const ends = [endedAt, who?.disabledAt ?? null].flatMap((end) => end ?? []);
    return { networkId, ...role, until: ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null };
  });
}
