import { and, asc, desc, eq, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { NamedMembership } from '$lib/domain/identity/signed-in-person';
import type { Reader, Tx } from '../db/client';
import { keptQuery } from '../db/kept-query';
import { membership, network, person, session, signInCode } from '../db/schema/identity';
import { municipality } from '../db/schema/register';

export type SessionRow = typeof session.$inferSelect;
export type PersonRow = typeof person.$inferSelect;

const sessionById = keptQuery((db) =>
  db
    .select()
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .where(eq(session.id, sql.placeholder('id')))
);

export async function findSession(
  db: Reader | Tx,
  id: string
): Promise<{ session: SessionRow; person: PersonRow } | undefined> {
  return (await sessionById(db, { id }))[0];
}

export async function sessionsOf(db: Reader | Tx, personId: string): Promise<SessionRow[]> {
  return db.select().from(session).where(eq(session.personId, personId)).orderBy(desc(session.createdAt));
}

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.insert(session).values(row);
}

export async function updateSession(tx: Tx, id: string, values: Partial<SessionRow>): Promise<void> {
  await tx.update(session).set(values).where(eq(session.id, id));
}

export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.delete(session).where(eq(session.id, id));
}

export async function deleteSessionsOf(tx: Tx, personId: string, exceptId?: string): Promise<void> {
  await tx.delete(session).where(and(eq(session.personId, personId), exceptId ? ne(session.id, exceptId) : undefined));
}

const membershipsOf = keptQuery((db) =>
  db
    .select({
      networkId: membership.networkId,
      networkName: network.name,
      role: membership.role,
      municipalityId: membership.municipalityId,
      municipalityName: municipality.name,
      municipalityCode: municipality.code
    })
    .from(membership)
    .innerJoin(network, eq(network.id, membership.networkId))
    .leftJoin(municipality, eq(municipality.id, membership.municipalityId))
    .where(and(eq(membership.personId, sql.placeholder('personId')), isNull(membership.endedAt)))
    .orderBy(asc(membership.createdAt), asc(membership.id))
);

/** What a person is now, oldest first; ended memberships give no rights. */
export function activeMemberships(db: Reader | Tx, personId: string): Promise<NamedMembership[]> {
  return membershipsOf(db, { personId });
}

/** Sessions past either of their lifetimes, and codes that were used or have ended. */
export async function deleteExpired(tx: Tx, now: Date): Promise<void> {
  await tx.delete(session).where(or(lt(session.expiresAt, now), lt(session.endsAt, now)));
  await tx.delete(signInCode).where(or(lt(signInCode.expiresAt, now), isNotNull(signInCode.usedAt)));
}
