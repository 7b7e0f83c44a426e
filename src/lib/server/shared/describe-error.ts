const STATEMENT = 'Failed query:';

/**
 * An error as it may stand in the log: what it is, and where it came from. Drizzle puts the statement with every value of it
 * into its message - names, notes, letters, tokens; what the database itself said, its cause, names tables and columns only.
 *
 * @example
 * describeError(failed) // 'LibsqlError SQLITE_CONSTRAINT: UNIQUE constraint failed: contact.id\n    at save (...)'
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : `something thrown: ${typeof error}`;
  let deepest: Error & { code?: unknown } = error;
  while (deepest.cause instanceof Error && deepest.cause !== deepest) deepest = deepest.cause;
  const code = typeof deepest.code === 'string' ? ` ${deepest.code}` : '';
  const message = deepest.message.startsWith(STATEMENT) ? 'a statement failed' : deepest.message;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${deepest.name}${code}: ${message}`, ...frames].join('\n');
}
