import { eq, inArray } from 'drizzle-orm';
import type { Locale } from '$lib/domain/shared/locale';
import type { Reader, Tx } from '../db/client';
import { contactLanguage } from '../db/schema/campaigns';

export async function languagesOf(db: Reader | Tx, contactIds: readonly string[]): Promise<Map<string, Locale>> {
  const found = new Map<string, Locale>();
  for (let i = 0; i < contactIds.length; i += 500)
    for (const row of await db
      .select()
      .from(contactLanguage)
      .where(inArray(contactLanguage.contactId, contactIds.slice(i, i + 500))))
      found.set(row.contactId, row.locale);
  return found;
}

/**
 * In which language a contact is written to; null: nobody has said so.
 *
 * @returns whether that is new
 */
export async function writeLanguage(tx: Tx, contactId: string, locale: Locale | null): Promise<boolean> {
  const known = (await languagesOf(tx, [contactId])).get(contactId) ?? null;
  if (known === locale) return false;
  if (locale === null) await tx.delete(contactLanguage).where(eq(contactLanguage.contactId, contactId));
  else {
    const row = { contactId, locale };
    await tx.insert(contactLanguage).values(row).onConflictDoUpdate({ target: contactLanguage.contactId, set: row });
  }
  return true;
}
