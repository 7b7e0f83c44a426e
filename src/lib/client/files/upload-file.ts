import type { Problem } from '$lib/domain/shared/result';
import { PIECE_BYTES } from '$lib/domain/sync/upload';
import { readJson } from '../sync/exchange';

export type Uploaded =
  | { kind: 'done' }
  | { kind: 'refused'; problems: Problem[] }
  /** Whoever watches it wants no more of it. */
  | { kind: 'stopped' }
  /**
   * No network, no session, a server that is down, full or older: what has arrived stays there, and it goes on from there.
   * `status`: of the refusal, where there was one.
   */
  | { kind: 'later'; status?: number };

export interface ToUpload {
  sha256: string;
  bytes: ArrayBuffer;
  headers: Record<string, string>;
  /** After each piece, with how many bytes are there; false stops. */
  onpiece: (offset: number) => Promise<boolean>;
}

const LEAST_PIECE = 32 * 1024;
const TIMEOUT_MS = 60_000;
/** Pieces that arrive this fast may be larger. */
const FAST_MS = 5_000;
/** Of a file that changed on its way, or a server that keeps saying another offset. */
const MOST_RESTARTS = 3;

/** Smaller after one that took too long: a connection that breaks off often gets on in small steps. */
let pieceBytes = PIECE_BYTES;

const addressOf = (sha256: string) => `/api/v1/files/${sha256}`;

async function ask(path: string, init: RequestInit): Promise<Response | null> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return await fetch(path, { ...init, cache: 'no-store', redirect: 'manual', signal });
  } catch {
    return null;
  }
}

/** A header's number; null where it is missing: a captive portal answers anything with its own page. */
function numberOf(response: Response, name: string): number | null {
  const text = response.headers.get(name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** How many bytes of this file the server has from this person; 0 where it has none, null where it cannot be asked. */
export async function askOffset({
  sha256,
  bytes,
  headers
}: Pick<ToUpload, 'sha256' | 'bytes' | 'headers'>): Promise<number | null> {
  const response = await ask(addressOf(sha256), { method: 'HEAD', headers });
  if (response?.status === 404) return 0;
  if (response?.status !== 200) return null;
  const size = numberOf(response, 'upload-length');
  if (size === null) return null;
  return size === bytes.byteLength ? numberOf(response, 'upload-offset') : 0;
}

/** Sends a file piece by piece, from where an earlier try was broken off. */
export async function uploadFile(file: ToUpload): Promise<Uploaded> {
  const { bytes, sha256, headers, onpiece } = file;
  let offset = await askOffset(file);
  let restarts = 0;
  while (offset !== null && offset < bytes.byteLength) {
    const started = performance.now();
    const response = await ask(addressOf(sha256), {
      method: 'PATCH',
      headers: {
        ...headers,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'upload-length': String(bytes.byteLength)
      },
      body: bytes.slice(offset, offset + pieceBytes)
    });
    if (!response) {
      pieceBytes = Math.max(LEAST_PIECE, pieceBytes / 2);
      return { kind: 'later' };
    }
    if (performance.now() - started < FAST_MS) pieceBytes = Math.min(PIECE_BYTES, pieceBytes * 2);
    const known = numberOf(response, 'upload-offset');
    if (response.status === 200 && known !== null && known > offset) {
      offset = known;
      if (!(await onpiece(offset))) return { kind: 'stopped' };
      continue;
    }
    const problems = await problemsOf(response);
    const again = response.status === 409 ? known : problems?.[0]?.code === 'hash-wrong' ? 0 : null;
    if (again !== null && restarts++ < MOST_RESTARTS) offset = again;
    else if (problems && [403, 413, 422].includes(response.status)) return { kind: 'refused', problems };
    else return { kind: 'later', ...(response.status >= 400 && { status: response.status }) };
  }
  return { kind: offset === null ? 'later' : 'done' };
}

/** No command will name it any more; where this does not arrive, the server removes it after some days. */
export async function takeBack(sha256: string, headers: Record<string, string>): Promise<void> {
  await ask(addressOf(sha256), { method: 'DELETE', headers });
}

/** The server's own words, or null where somebody else answers. */
async function problemsOf(response: Response): Promise<Problem[] | null> {
  const errors = (await readJson<{ errors?: Problem[] }>(response))?.errors;
  return Array.isArray(errors) && errors.length ? errors : null;
}
