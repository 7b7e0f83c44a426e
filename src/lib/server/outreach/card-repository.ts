import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../db/client';
import { contactCard } from '../db/schema/people';

/** Contacts that came with a card of one of these ids. */
export async function cardsOf(
  db: Reader | Tx,
  networkId: string,
  uids: readonly string[]
): Promise<Map<string, string>> {
  const among = uids.filter(Boolean);
  if (!among.length) return new Map();
  const rows = await db
    .select()
    .from(contactCard)
    .where(and(eq(contactCard.networkId, networkId), inArray(contactCard.uid, among)));
  return new Map(rows.map(({ uid, contactId }) => [uid, contactId]));
}

export async function rememberCard(tx: Tx, row: typeof contactCard.$inferInsert): Promise<void> {
  const { contactId, importedAt } = row;
  await tx
    .insert(contactCard)
    .values(row)
    .onConflictDoUpdate({ target: [contactCard.networkId, contactCard.uid], set: { contactId, importedAt } });
}
