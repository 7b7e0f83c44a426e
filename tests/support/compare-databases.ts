import { createClient } from '@libsql/client';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Every table of a database as sorted rows of text that two databases share where the same was done to both: an id that
 * the server made, which is another in each, is replaced by what it stands for. Of the feed counts what it names, not how
 * often: what changed several times in one transaction is named once.
 *
 * @param made the file's own ids are those that are not among these
 */
export async function describeDatabase(file: string, known: ReadonlySet<string>): Promise<Record<string, string[]>> {
  const client = createClient({ url: `file:${file}` });
  try {
    const { rows: tables } = await client.execute(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    );
    const contents = new Map<string, Record<string, unknown>[]>();
    const meanings = new Map<string, string>();
    for (const name of tables.map((row) => String(row[0]))) {
      const { rows } = await client.execute(`SELECT * FROM "${name}"`);
      contents.set(
        name,
        rows.map((row) => ({ ...row }))
      );
      for (const { id, ...rest } of contents.get(name)!)
        if (typeof id === 'string' && !known.has(id)) meanings.set(id, `<${name} ${JSON.stringify(rest)}>`);
    }
    const plain = (row: object) => JSON.stringify(row).replace(UUID, (id) => meanings.get(id) ?? id);
    return Object.fromEntries(
      [...contents].map(([name, rows]) => {
        if (name === 'change_feed') {
          const named = rows.map(({ cursor: _, ...rest }) => plain(rest));
          return [name, [...new Set(named)].sort()];
        }
        return [name, rows.map(plain).sort()];
      })
    );
  } finally {
    client.close();
  }
}
