import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { membership, network, person } from '../db/schema/identity';

export type NetworkRow = typeof network.$inferSelect;
export type PersonRow = typeof person.$inferSelect;
export type MembershipRow = typeof membership.$inferSelect;

export async function listNetworks(db: Reader | Tx): Promise<NetworkRow[]> {
  return db.select().from(network).orderBy(asc(network.createdAt));
}

export async function insertNetwork(tx: Tx, row: typeof network.$inferInsert): Promise<void> {
  await tx.insert(network).values(row);
}

export async function findPerson(db: Reader | Tx, id: string): Promise<PersonRow | undefined> {
  return (await db.select().from(person).where(eq(person.id, id)))[0];
}

/** `email` in lower case. */
export async function findPersonByEmail(db: Reader | Tx, email: string): Promise<PersonRow | undefined> {
  return (await db.select().from(person).where(eq(person.email, email)))[0];
}

export async function insertPerson(tx: Tx, row: typeof person.$inferInsert): Promise<void> {
  await tx.insert(person).values(row);
}

export async function updatePerson(tx: Tx, id: string, values: Partial<PersonRow>): Promise<void> {
  await tx.update(person).set(values).where(eq(person.id, id));
}

export async function insertMembership(tx: Tx, row: typeof membership.$inferInsert): Promise<void> {
  await tx.insert(membership).values(row);
}

export async function findMembership(db: Reader | Tx, id: string): Promise<MembershipRow | undefined> {
  return (await db.select().from(membership).where(eq(membership.id, id)))[0];
}

export async function updateMembership(tx: Tx, id: string, values: Partial<MembershipRow>): Promise<void> {
  await tx.update(membership).set(values).where(eq(membership.id, id));
}

/** Every membership of a person, ended ones too. */
export async function membershipsOf(db: Reader | Tx, personId: string): Promise<MembershipRow[]> {
  return db.select().from(membership).where(eq(membership.personId, personId)).orderBy(asc(membership.createdAt));
}

/** The network's active people in these roles, who may still sign in. */
export async function activePeopleIn(
  db: Reader | Tx,
  networkId: string,
  roles: MembershipRow['role'][]
): Promise<PersonRow[]> {
  const rows = await db
    .selectDistinct({ person })
    .from(person)
    .innerJoin(membership, eq(membership.personId, person.id))
    .where(
      and(
        eq(membership.networkId, networkId),
        inArray(membership.role, roles),
        isNull(membership.endedAt),
        isNull(person.disabledAt)
      )
    )
    .orderBy(asc(person.createdAt));
  return rows.map((row) => row.person);
}

/** Officers of a municipality, those who left too. */
export async function officersOf(
  db: Reader | Tx,
  municipalityId: string
): Promise<{ membership: MembershipRow; person: PersonRow }[]> {
  return db
    .select({ membership, person })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.municipalityId, municipalityId), eq(membership.role, 'officer')))
    .orderBy(asc(membership.createdAt));
}
