import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { membership, network, person } from '../db/schema/identity';

export async function findNetwork(db: Reader | Tx, id: string) {
  return (await db.select().from(network).where(eq(network.id, id)))[0];
}

/** Names of the network's people; with `municipalityIds` only of those municipalities' officers and the network's own. */
export async function peopleNames(
  db: Reader | Tx,
  networkId: string,
  municipalityIds: string[] | null
): Promise<{ id: string; name: string }[]> {
  const near =
    municipalityIds &&
    or(isNull(membership.municipalityId), inArray(membership.municipalityId, [...municipalityIds, '']));
  return db
    .selectDistinct({ id: person.id, name: person.name })
    .from(person)
    .innerJoin(membership, eq(membership.personId, person.id))
    .where(near ? and(eq(membership.networkId, networkId), near) : eq(membership.networkId, networkId));
}
