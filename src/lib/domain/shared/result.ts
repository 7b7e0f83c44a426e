/**
 * Expected failures are values, bugs are exceptions.
 *
 * `path` names the field or place (`"rows.12.code"`), `message` says what to do; `code` is for programs.
 */
export interface Problem {
  code: string;
  path: string;
  message: string;
  /** Numbers and names in the message, for saying it in another language. */
  facts?: Record<string, string | number>;
}

export type Result<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/**
 * A refusal with one reason.
 *
 * @example
 * refuse('wave-closed', 'wave', 'The wave "2026" closed on 2026-10-01 - ask your coordinator to reopen it.')
 */
export function refuse(code: string, path: string, message: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ code, path, message }] };
}

export function refuseAll(problems: Problem[]): { ok: false; problems: Problem[] } {
  return { ok: false, problems };
}
