import { sql } from 'drizzle-orm';
import type { Reader } from '../db/client';

/** Municipalities with so many inhabitants that were ever met, counted up to `most`. */
export async function metOfSize(
  db: Reader,
  networkId: string,
  { min, max }: { min: number; max: number | null },
  most: number
): Promise<number> {
  const upTo = max === null ? sql`` : sql` AND population <= ${max}`;
  const [row] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM (
    SELECT 1 FROM municipality p WHERE p.network_id = ${networkId} AND population >= ${min}${upTo}
      AND EXISTS (SELECT 1 FROM meeting_municipality mm WHERE mm.municipality_id = p.id) LIMIT ${most})`);
  return row!.n;
}

/** Who named a barrier where: by line of the ledger. */
export async function whoNamed(
  db: Reader,
  networkId: string,
  barrierId: string
): Promise<{ raisedId: string; municipalityId: string }[]> {
  // the plus: found by the barrier, not by walking through the network's meetings
  return db.all(sql`SELECT b.id AS raisedId, mm.municipality_id AS municipalityId
    FROM meeting_barrier b CROSS JOIN meeting m ON m.id = b.meeting_id
    CROSS JOIN meeting_municipality mm ON mm.meeting_id = b.meeting_id
    WHERE b.barrier_id = ${barrierId} AND +m.network_id = ${networkId}`);
}

/** Words noted to be quoted, of the newest meetings first. */
export async function newestQuotes(db: Reader, networkId: string, most: number): Promise<{ raisedId: string }[]> {
  return db.all(sql`SELECT b.id AS raisedId FROM meeting m CROSS JOIN meeting_barrier b ON b.meeting_id = m.id
    WHERE m.network_id = ${networkId} AND b.consent <> 'no' AND trim(b.quote) <> ''
    ORDER BY m.held_on DESC, m.id DESC, b.id LIMIT ${most}`);
}
