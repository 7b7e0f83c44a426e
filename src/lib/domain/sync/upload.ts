import * as z from 'zod/mini';
import { MAX_EVIDENCE_BYTES } from '../assessment/evidence-file';
import type { Problem } from '../shared/result';

/** At most so much is taken in one request. */
export const MAX_PIECE_BYTES = 1024 * 1024;
/** What a device sends at once: a minute on a connection of 35 kbit/s. */
export const PIECE_BYTES = 256 * 1024;
/** Uploads a person may have on their way at once, over all devices; each is gone once a command has named it. */
export const MAX_UPLOADS = 20;
/** What these may hold together, as announced. */
export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024;

/** SHA-256 in hex. */
export const sha256Field = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 small hexadecimal digits'));

/** Bytes of a file that may become evidence. */
export const fileSize = z.int().check(z.minimum(1), z.maximum(MAX_EVIDENCE_BYTES));

/** Said at the first byte too many of one request. */
export function pieceTooLarge(): Problem {
  const kilobytes = MAX_PIECE_BYTES / 1024;
  const message = `A piece may have at most ${kilobytes} kB - send the file in smaller ones.`;
  return { code: 'piece-too-large', path: 'body', message, facts: { kilobytes } };
}
