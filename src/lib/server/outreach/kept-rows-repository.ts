import type { ImportKind } from '$lib/domain/outreach/imports/kinds';
import { sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { contact } from '../db/schema/contacts';
import { meeting, meetingMunicipality } from '../db/schema/outreach';
import { municipality } from '../db/schema/register';

interface Called {
  /** Of a meeting its municipalities. */
  name: string;
  /** ISO date of a meeting. */
  on: string | null;
}

/** What stays or stayed with an undo, as it is called now; whoever was erased since is not named. */
export async function nameKept<K extends { id: string }>(
  db: Reader,
  kind: ImportKind,
  kept: readonly K[]
): Promise<(K & Called)[]> {
  if (!kept.length) return [];
  const ids = JSON.stringify(kept.map(({ id }) => id));
  const names = kind === 'contacts' ? await contactNames(db, ids) : await meetingNames(db, ids);
  return kept.flatMap((one) => {
    const called = names.get(one.id);
    return called ? [{ ...one, ...called }] : [];
  });
}

async function contactNames(db: Reader, ids: string): Promise<Map<string, Called>> {
  const rows = await db
    .select({ id: contact.id, name: contact.name })
    .from(contact)
    .where(sql`${contact.id} IN (SELECT value FROM json_each(${ids}))`);
  return new Map(rows.map(({ id, name }) => [id, { name, on: null }]));
}

async function meetingNames(db: Reader, ids: string): Promise<Map<string, Called>> {
  const among = sql`${meeting.id} IN (SELECT value FROM json_each(${ids}))`;
  const rows = await db
    .select({ id: meeting.id, on: meeting.heldOn, name: municipality.name })
    .from(meeting)
    .leftJoin(meetingMunicipality, sql`${meetingMunicipality.meetingId} = ${meeting.id}`)
    .leftJoin(municipality, sql`${municipality.id} = ${meetingMunicipality.municipalityId}`)
    .where(among)
    .orderBy(municipality.name);
  const names = new Map<string, Called>();
  for (const { id, on, name } of rows) {
    const before = names.get(id)?.name ?? '';
    names.set(id, { on, name: [before, name ?? ''].filter(Boolean).join(', ') });
  }
  return names;
}
