/** Another process held the write lock for too long. */
export class DatabaseBusyError extends Error {
  static readonly NAME = 'DatabaseBusyError';

  constructor(cause: unknown) {
    super(
      'The database is locked by another process - stop it, or use the command line, which hands over to the server.',
      { cause }
    );
    this.name = DatabaseBusyError.NAME;
  }
}

/** Nothing was written; reading goes on. */
export class DiskFullError extends Error {
  static readonly NAME = 'DiskFullError';

  constructor(cause: unknown) {
    super('The disk is full: nothing was saved. Make room and try again; no restart is needed.', { cause });
    this.name = DiskFullError.NAME;
  }
}

/** Too many wait already: nothing was done, and whoever asked comes again after a while. */
export class ServerBusyError extends Error {
  static readonly NAME = 'ServerBusyError';

  constructor() {
    super('Too many people are saving at this moment: nothing of this was saved. Try again in a few seconds.');
    this.name = ServerBusyError.NAME;
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
  return /SQLITE_FULL|database or disk is full|SQLITE_IOERR_WRITE|SQLITE_IOERR_SHMSIZE|ENOSPC/.test(codes(error));
}

export function isUniqueViolation(error: unknown): boolean {
  return /SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)|UNIQUE constraint failed/.test(codes(error));
}
