import { eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { network } from '../db/schema/identity';
import { contactRetention } from '../db/schema/people';

export type RetentionRow = typeof contactRetention.$inferSelect;

export async function findRules(db: Reader | Tx, networkId: string): Promise<RetentionRow | undefined> {
  return (await db.select().from(contactRetention).where(eq(contactRetention.networkId, networkId)))[0];
}

export async function writeRules(tx: Tx, row: RetentionRow): Promise<void> {
  const { networkId: _id, ...set } = row;
  await tx.insert(contactRetention).values(row).onConflictDoUpdate({ target: contactRetention.networkId, set });
}

export async function allNetworks(db: Reader | Tx): Promise<string[]> {
  return (await db.select({ id: network.id }).from(network)).map(({ id }) => id);
}

export interface Touched {
  id: string;
  name: string;
  municipalityId: string | null;
  optedOutOn: string | null;
  touchedOn: string;
  removedOn: string | null;
  mailbox: boolean;
}

/** Every contact of a network with the last day anybody changed it or met it; merged ones follow the one that was kept. */
export async function lastTouched(db: Reader | Tx, networkId: string, contactId?: string): Promise<Touched[]> {
  const only = contactId ? sql` AND c.id = ${contactId}` : sql``;
  const rows = await db.all<Omit<Touched, 'mailbox'> & { role: string }>(sql`
    SELECT c.id AS id, c.name AS name, c.role AS role, c.municipality_id AS "municipalityId", c.opted_out_on AS "optedOutOn",
      max(date(c.updated_at / 1000, 'unixepoch'), coalesce(m.held_on, '')) AS "touchedOn",
      CASE WHEN c.removed_at IS NULL THEN NULL ELSE date(c.removed_at / 1000, 'unixepoch') END AS "removedOn"
    FROM contact c
    LEFT JOIN (
      SELECT a.contact_id AS contact_id, max(mt.held_on) AS held_on
      FROM meeting_attendee a JOIN meeting mt ON mt.id = a.meeting_id
      WHERE a.contact_id IS NOT NULL AND mt.network_id = ${networkId} GROUP BY a.contact_id
    ) m ON m.contact_id = c.id
    WHERE c.network_id = ${networkId} AND c.merged_into IS NULL${only}`);
  return rows.map(({ role, ...row }) => ({ ...row, mailbox: role === 'registrar' }));
}
