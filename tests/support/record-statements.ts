import type { App } from '$lib/server/app';

export interface Recorded {
  sql: string;
  args: unknown[];
  /** How many rows it gave. */
  rows: number;
}

/** What is read from the database while `work` runs, statement by statement. */
export async function recordStatements<T>(
  app: App,
  work: () => Promise<T>
): Promise<{ made: T; recorded: Recorded[] }> {
  const client = app.db.read.$client;
  const execute = client.execute.bind(client);
  const recorded: Recorded[] = [];
  client.execute = async (statement: unknown, ...rest: unknown[]) => {
    const found = await (execute as (...all: unknown[]) => ReturnType<typeof execute>)(statement, ...rest);
    const { sql, args } = (typeof statement === 'string' ? { sql: statement, args: [] } : statement) as Recorded;
    recorded.push({ sql, args: args ?? [], rows: found.rows.length });
    return found;
  };
  try {
    return { made: await work(), recorded };
  } finally {
    client.execute = execute;
  }
}

/** How SQLite goes about a statement: one line for each table it reads, and each sorting. */
export async function planOf(app: App, { sql, args }: Pick<Recorded, 'sql' | 'args'>): Promise<string[]> {
  const { rows } = await app.db.read.$client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: args as never });
  return rows.map((row) => String(row.detail));
}
