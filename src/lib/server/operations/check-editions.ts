import { createHash } from 'node:crypto';
import { type Client, createClient, type Row } from '@libsql/client/sqlite3';
import type { EditionManifest } from '$lib/domain/reporting/edition';
import { toUrl } from '../db/client';
import { hashManifest, unpackPart } from '../reporting/edition-parts';

/** More than these are counted and not named. */
const MOST_NAMED = 20;

/**
 * Editions of reports that do not say what they said when they were frozen, or when something was last taken out: each
 * named with what differs. A database from before there were any has none to compare.
 */
export async function checkEditions(url: string): Promise<string[]> {
  const client = createClient({ url: toUrl(url), timeout: 5000 });
  try {
    const known = await client.execute("SELECT 1 FROM pragma_table_info('edition') WHERE name = 'sha256_now'");
    if (!known.rows.length) return [];
    const faults: string[] = [];
    const editions = await client.execute(
      'SELECT id, number, manifest, coalesce(sha256_now, sha256) AS hash FROM edition ORDER BY created_at, id'
    );
    for (const row of editions.rows) {
      const found = row.manifest === null ? await checkOld(client, row) : await checkParts(client, row);
      faults.push(...found.map((fault) => `Edition ${String(row.number)} (${String(row.id)}): ${fault}`));
    }
    const more = faults.length - MOST_NAMED;
    return more > 0 ? [...faults.slice(0, MOST_NAMED), `and ${more} more`] : faults;
  } finally {
    client.close();
  }
}

/** The list of parts against the edition's hash, each part against the list, each picture against its name. */
async function checkParts(client: Client, { id, manifest: text, hash }: Row): Promise<string[]> {
  const manifest = readJson(String(text)) as EditionManifest | null;
  const listed = manifest ? hashManifest(manifest) : 'no hash at all';
  if (!manifest || listed !== hash) return [differs('the list of its parts', listed, String(hash))];
  const faults: string[] = [];
  for (const { name } of manifest.parts) {
    const { rows } = await client.execute({
      sql: 'SELECT bytes FROM edition_part WHERE edition_id = ? AND name = ?',
      args: [id!, name]
    });
    const bytes = rows[0]?.bytes as ArrayBuffer | undefined;
    const part = await unpackPart(manifest, bytes && { name, bytes: new Uint8Array(bytes) }, name);
    if (!part.ok) faults.push(part.problems[0]!.message);
    else if (name === 'document') faults.push(...(await checkPictures(client, part.value)));
  }
  return faults;
}

async function checkPictures(client: Client, document: unknown): Promise<string[]> {
  const { blocks } = document as { blocks: { kind: string; sha256?: string }[] };
  const faults: string[] = [];
  for (const { kind, sha256 } of blocks) {
    if (kind !== 'picture' || !sha256) continue;
    const { rows } = await client.execute({ sql: 'SELECT bytes FROM file_content WHERE sha256 = ?', args: [sha256] });
    const bytes = rows[0]?.bytes as ArrayBuffer | undefined;
    const found = bytes ? hashOf(new Uint8Array(bytes)) : 'missing';
    if (found !== sha256) faults.push(differs('a picture', found, sha256));
  }
  return faults;
}

/** Editions of before are a document and its hash. */
async function checkOld(client: Client, { id, hash }: Row): Promise<string[]> {
  const { rows } = await client.execute({ sql: 'SELECT document FROM edition WHERE id = ?', args: [id!] });
  const document = readJson(String(rows[0]?.document));
  const found = hashOf(JSON.stringify(document));
  return found === hash ? [] : [differs('its document', found, String(hash))];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // what is no JSON any more has no hash either
    return null;
  }
}

const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const differs = (what: string, found: string, frozen: string) =>
  `${what} was altered in the database: it is ${found.slice(0, 12)} now, frozen as ${frozen.slice(0, 12)}. Restore it from a backup.`;
