import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Locale } from '$lib/domain/shared/locale';
import type { Reader, Tx } from '../db/client';
import { membership, network, person } from '../db/schema/identity';

export async function findNetwork(db: Reader | Tx, id: string) {
  return (await db.select().from(network).where(eq(network.id, id)))[0];
}

export async function updateNetwork(tx: Tx, id: string, values: Partial<typeof network.$inferInsert>): Promise<void> {
  await tx.update(network).set(values).where(eq(network.id, id));
}

/**
 * Names of the network's people, which municipalities they are officers of now, and whether they coordinate; with `municipalityIds` only those
 * municipalities' officers and the network's own.
 */
export async function peopleNames(
  db: Reader | Tx,
  networkId: string,
  municipalityIds: string[] | null
): Promise<{ id: string; name: string; officerOf: string[]; coordinates: boolean }[]> {
  const near =
    municipalityIds &&
    or(isNull(membership.municipalityId), inArray(membership.municipalityId, [...municipalityIds, '']));
  const rows = await db
    .select({
      id: person.id,
      name: person.name,
      municipalityId: membership.municipalityId,
      role: membership.role,
      gone: sql<number>`${membership.endedAt} is not null or ${person.disabledAt} is not null`.mapWith(Boolean)
    })
    .from(person)
    .innerJoin(membership, eq(membership.personId, person.id))
    .where(near ? and(eq(membership.networkId, networkId), near) : eq(membership.networkId, networkId));
  const people = new Map<string, { id: string; name: string; officerOf: string[]; coordinates: boolean }>();
  for (const { id, name, municipalityId, role, gone } of rows) {
    const known = people.get(id) ?? { id, name, officerOf: [], coordinates: false };
    if (municipalityId && !gone) known.officerOf.push(municipalityId);
    if ((role === 'coordinator' || role === 'administrator') && !gone) known.coordinates = true;
    people.set(id, known);
  }
  return [...people.values()];
}

/** Name and address of these people. */
export async function peopleByIds(
  db: Reader | Tx,
  ids: string[]
): Promise<{ id: string; name: string; email: string; locale: Locale }[]> {
  if (!ids.length) return [];
  return db
    .select({ id: person.id, name: person.name, email: person.email, locale: person.locale })
    .from(person)
    .where(and(inArray(person.id, ids), isNull(person.disabledAt)));
}
