import type { ImportKind } from '$lib/domain/outreach/imports/kinds';
import { sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { contact } from '../db/schema/contacts';
import { meeting } from '../db/schema/outreach';

/** What stayed after an undo, as it is called now; whoever was erased since is not named. */
export async function nameKept<K extends { id: string }>(
  db: Reader,
  kind: ImportKind,
  kept: readonly K[]
): Promise<(K & { name: string })[]> {
  if (!kept.length) return [];
  const ids = JSON.stringify(kept.map(({ id }) => id));
  const rows =
    kind === 'contacts'
      ? await db
          .select({ id: contact.id, name: contact.name })
          .from(contact)
          .where(sql`${contact.id} IN (SELECT value FROM json_each(${ids}))`)
      : await db
          .select({ id: meeting.id, name: meeting.heldOn })
          .from(meeting)
          .where(sql`${meeting.id} IN (SELECT value FROM json_each(${ids}))`);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return kept.flatMap((one) => (names.has(one.id) ? [{ ...one, name: names.get(one.id)! }] : []));
}
