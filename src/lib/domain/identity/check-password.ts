import { ok, refuse, type Result } from '../shared/result';

export const MIN_PASSWORD = 12;
const MAX_PASSWORD = 256;
/** Fewer different characters than this is `aaaaaaaaaaaa` or `121212121212`. */
const MIN_DIFFERENT = 5;

/**
 * Whether a new password is hard enough to guess: long, varied, and none of what everybody knows about its owner.
 * No rules about kinds of characters: they make passwords worse (NIST SP 800-63B, 3.1.1.2).
 *
 * @param about the owner's name and e-mail address
 * @returns the password, or a refusal with the code `password-short`, `password-long`, `password-plain` or `password-known`
 * @example
 * checkPassword('summer', { name: 'Karin Lund', email: 'karin@example.org' })
 * // { ok: false, problems: [{ code: 'password-short', path: 'password', message: 'A password has at least 12 ...' }] }
 */
export function checkPassword(password: string, about: { name: string; email: string }): Result<string> {
  const characters = [...password.normalize('NFC')];
  if (characters.length < MIN_PASSWORD) {
    return refuse(
      'password-short',
      'password',
      `A password has at least ${MIN_PASSWORD} characters, this one has ${characters.length} - several words in a row are easy to remember.`
    );
  }
  if (characters.length > MAX_PASSWORD)
    return refuse('password-long', 'password', `A password has at most ${MAX_PASSWORD} characters.`);
  if (new Set(characters).size < MIN_DIFFERENT) {
    return refuse(
      'password-plain',
      'password',
      'This password repeats a few characters - take several words that do not belong together.'
    );
  }
  const lower = password.toLowerCase();
  // short parts (a surname of three letters) are in every other word
  const known = [
    ...about.name.split(/\s+/),
    about.email.split('@')[0] ?? '',
    'waymark',
    'password',
    'lösenord',
    'wachtwoord',
    '1234567',
    'qwerty'
  ]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 4 && lower.includes(word));
  const left = known.reduce((rest, word) => rest.replaceAll(word, ''), lower);
  // a known word among others does no harm; one that is most of the password does
  if (known.length && left.length < MIN_PASSWORD - 4) {
    return refuse(
      'password-known',
      'password',
      'This password is mostly a name or word that is easily guessed - take several words that do not belong together.'
    );
  }
  return ok(password);
}
