import type { Problem } from '$lib/domain/shared/result';
import { readJson } from '../sync/exchange';

export type Asked<T> =
  | { kind: 'done'; value: T }
  | { kind: 'refused'; problems: Problem[] }
  | { kind: 'lost' }
  | { kind: 'signed-out' }
  | { kind: 'failed' };

const TIMEOUT_MS = 20_000;

/** One request for what only the server can do; whatever the network makes of it, an answer to show. */
export async function askServer<T>(path: string, method = 'GET', body?: unknown): Promise<Asked<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS)
    });
  } catch {
    return { kind: 'lost' };
  }
  if (response.status === 401) return { kind: 'signed-out' };
  const value = await readJson<(T & { errors?: Problem[] }) | null>(response);
  if (value === undefined) return { kind: 'lost' };
  if (response.status >= 500) return { kind: 'failed' };
  return response.ok ? { kind: 'done', value: value as T } : { kind: 'refused', problems: value?.errors ?? [] };
}
