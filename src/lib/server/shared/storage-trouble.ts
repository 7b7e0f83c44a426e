import { DatabaseBusyError, DiskFullError, ServerBusyError } from '../db/errors';

export interface StorageTrouble {
  status: 507 | 503;
  code: string;
  message: string;
  /** Seconds until it is worth another try; none where somebody has to do something first. */
  retryAfter?: number;
}

/**
 * Why something could not be saved, if the place it is saved in was the reason. By name: the server entry, which opens
 * the database, and SvelteKit's handler are separate bundles, each with classes of its own.
 */
export function storageTrouble(error: unknown): StorageTrouble | null {
  if (!(error instanceof Error)) return null;
  const { message } = error;
  if (error.name === DiskFullError.NAME) return { status: 507, code: 'disk-full', message };
  if (error.name === ServerBusyError.NAME || error.name === DatabaseBusyError.NAME)
    return { status: 503, code: 'server-busy', message, retryAfter: RETRY_AFTER };
  return null;
}

/** Seconds: by then what was waiting has been saved, or refused. */
const RETRY_AFTER = 10;

/** As the API says it. */
export function troubleResponse({ status, code, message, retryAfter }: StorageTrouble): Response {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (retryAfter) headers['retry-after'] = String(retryAfter);
  return Response.json({ errors: [{ code, path: '', message }] }, { status, headers });
}
