import { ok, refuse, type Result } from '../shared/result';

/** Octets of a path, RFC 5321, 4.5.3.1.3, without its angle brackets. */
const LONGEST = 254;
const LOCAL = /^[^\s\p{Cc}@<>()[\]\\,;:".]+(?:\.[^\s\p{Cc}@<>()[\]\\,;:".]+)*$/u;
// labels of letters and digits of any script: a municipality may have its own letters in its address
const LABEL = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * An e-mail address as it is kept: trimmed, in small letters, taken out of what mail programs put around it. Empty
 * stays empty. Errors, at `email`: `email-invalid` with the fact `value`.
 *
 * @example
 * normaliseEmail(' Karin Lund <Karin.Lund@Example.org> ') // { ok: true, value: 'karin.lund@example.org' }
 */
export function normaliseEmail(text: string): Result<string> {
  const bare = (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text)
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
  if (bare === '' && text.trim() === '') return ok('');
  const at = bare.lastIndexOf('@');
  const [local, domain] = [bare.slice(0, Math.max(at, 0)), bare.slice(at + 1)];
  const labels = domain.split('.');
  const fits =
    bare.length <= LONGEST &&
    local.length <= 64 &&
    LOCAL.test(local) &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\p{N}+$/u.test(labels.at(-1) ?? '');
  if (fits) return ok(bare);
  const got = text.trim().slice(0, 80);
  const refused = refuse(
    'email-invalid',
    'email',
    `E-mail must be one address such as name@example.org - got "${got}"`
  );
  refused.problems[0]!.facts = { value: got };
  return refused;
}
