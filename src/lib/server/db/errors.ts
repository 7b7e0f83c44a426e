/** Another process held the write lock for too long. */
export class DatabaseBusyError extends Error {
  constructor(cause: unknown) {
    super(
      'The database is locked by another process - stop it, or use the command line, which hands over to the server.',
      { cause }
    );
    this.name = 'DatabaseBusyError';
  }
}

/** Nothing was written; reading goes on. */
export class DiskFullError extends Error {
  constructor(cause: unknown) {
    super('The disk is full: nothing was saved. Make room and try again; no restart is needed.', { cause });
    this.name = 'DiskFullError';
  }
}

function codes(error: unknown): string {
  const parts: string[] = [];
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    parts.push(String((e as { code?: unknown }).code ?? ''), e.message);
  }
  return parts.join(' ');
}

export function isBusy(error: unknown): boolean {
  return /SQLITE_BUSY|SQLITE_LOCKED|database is locked/.test(codes(error));
}

export function isDiskFull(error: unknown): boolean {
  return /SQLITE_FULL|database or disk is full|SQLITE_IOERR_WRITE|ENOSPC/.test(codes(error));
}

export function isUniqueViolation(error: unknown): boolean {
  return /SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)|UNIQUE constraint failed/.test(codes(error));
}
