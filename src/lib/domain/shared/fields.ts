import * as z from 'zod/mini';

// Shapes that several commands share. Limits keep a phone's store and a meeting's page readable.

export const id = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be an id (UUID)'));
export const slug = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'must be a name such as "legal-release-check"'));
export const isoDate = z.iso.date('must be a date such as 2027-01-31');
/** One line, trimmed, without control characters. */
export const line = (max: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(max), z.regex(/^[^\p{Cc}]*$/u, 'must be one line'));
/** Several lines; may be empty. Without NUL, which nobody types: the database reads a text only as far as the first one. */
export const prose = (max: number) =>
  z.string().check(
    z.overwrite((text) => text.replaceAll('\0', '')),
    z.maxLength(max)
  );
