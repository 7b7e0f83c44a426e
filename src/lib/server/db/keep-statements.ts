import { type Client, ConnectionPool, createClient, Sqlite3Client } from '@libsql/client/sqlite3';
import { rowMaker } from './quick-rows';

type Connection = ReturnType<ConnectionPool['acquireSync']>;
type Statement = ReturnType<Connection['prepare']>;

/** Beyond this many the one not used for longest is prepared anew. */
const MOST_STATEMENTS = 200;
/** Of 4 KB. The pages that every commit changes are carried from the log into the database this much less often. */
const WAL_PAGES = 4000;
const RETURNS_NOTHING = new TypeError('This statement does not return data');

/**
 * The client prepares every statement each time it is used, which takes longer than most of them run. Here each
 * connection keeps what it has prepared; with the connection, when `renew` throws it away, they go too.
 */
class KeepingPool extends ConnectionPool {
  override acquireSync(forTransaction?: boolean): Connection {
    const connection = super.acquireSync(forTransaction);
    if (!Object.hasOwn(connection, 'prepare')) {
      // what is deleted is overwritten with zeros: an erased person must not be left in a page that was freed
      connection.exec('PRAGMA secure_delete = ON');
      connection.exec(`PRAGMA wal_autocheckpoint = ${WAL_PAGES}`);
      keepStatements(connection);
    }
    return connection;
  }
}

function keepStatements(connection: Connection): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Statement>();
  const keep = (source: string): Statement => {
    const present = kept.get(source);
    if (present) {
      kept.delete(source);
      kept.set(source, present);
      return present;
    }
    const made = asTheClientAsks(prepare(source));
    kept.set(source, made);
    if (kept.size > MOST_STATEMENTS) kept.delete(kept.keys().next().value!);
    return made;
  };
  Object.defineProperty(connection, 'prepare', { value: keep });
}

/** What the client asks of a statement each time, asked once. */
function asTheClientAsks(statement: Statement): Statement {
  statement.safeIntegers(true);
  const returns = statement.reader;
  if (returns) statement.raw(true);
  const columns = returns ? statement.columns() : [];
  const makeRow = rowMaker(columns.map(({ name }) => name));
  return {
    safeIntegers: () => undefined,
    // the client learns from this whether there are rows to read
    raw: () => {
      if (!returns) throw RETURNS_NOTHING;
    },
    columns: () => columns,
    // the client goes through what it is given with `map`, to make its rows: they are made already
    all: (values: unknown[]) => ({
      map: () => (statement.all(values) as Parameters<typeof makeRow>[0][]).map(makeRow)
    }),
    run: (values: unknown[]) => statement.run(values)
  } as unknown as Statement;
}

/** A client of a file whose connections keep their statements; of a libSQL server, the client as it is. */
export function openClient(config: { url: string; authToken?: string; timeout: number; concurrency: number }): Client {
  const path = filePath(config.url);
  if (path === null) return createClient(config);
  return new Sqlite3Client(new KeepingPool(path, { timeout: config.timeout }, config.concurrency), 'number');
}

function filePath(url: string): string | null {
  if (!url.startsWith('file:') || url.includes(':memory:')) return null;
  const rest = url.slice('file:'.length);
  return decodeURIComponent(rest.startsWith('//') ? rest.slice(2).replace(/^localhost/, '') : rest);
}
