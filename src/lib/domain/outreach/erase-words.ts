import { formatPhone } from './contact-phone';

/** What stands where a person's name, address or number was. In no language: the screens say it in theirs. */
export const ERASED = '[…]';

/** What a person is called and reached by, as contacts keep it. */
export interface Traces {
  /** Empty where the name cannot be told from others': two people have it. */
  names: readonly string[];
  emails: readonly string[];
  phones: readonly string[];
}

const EDGE = '\\p{L}\\p{M}\\p{N}';
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
/** Between the digits of a number as people write it. */
const GAP = '[\\s\\-.()/\\u2013\\u00a0]{0,3}';

/**
 * Finds a person in text: the whole name in any case, also turned round ("Lund, Karin") and with the s of a genitive; an
 * address that is not part of a longer one; a number with or without its country, however its digits are grouped. A
 * first name alone is not found: it may be anybody's.
 *
 * @returns null where there is nothing to look for
 * @example
 * 'Karin Lunds mejl'.replace(tracePattern({ names: ['Karin Lund'], emails: [], phones: [] })!, ERASED) // '[…] mejl'
 */
export function tracePattern({ names, emails, phones }: Traces): RegExp | null {
  const parts = [
    ...emails.filter(Boolean).map((email) => `(?<![${EDGE}._%+-])${escape(email)}(?![${EDGE}_-]|\\.[${EDGE}])`),
    ...names.flatMap(spellings).map((name) => `(?<![${EDGE}])${name}(?:s(?![${EDGE}])|(?![${EDGE}]))`),
    ...phones.filter(Boolean).flatMap(numbers)
  ];
  return parts.length ? new RegExp(parts.join('|'), 'giu') : null;
}

function spellings(name: string): string[] {
  const words = name.match(/[^\s,]+/gu) ?? [];
  if (words.length === 0) return [];
  const join = (list: readonly string[]) => list.map(escape).join('(?:[\\s,]|\\\\n){1,3}');
  if (words.length === 1) return [join(words)];
  return [join(words), join([words.at(-1)!, ...words.slice(0, -1)])];
}

function numbers(phone: string): string[] {
  const [, ...rest] = formatPhone(phone)
    .replace(/ x\d+$/, '')
    .split(' ');
  const digits = (text: string) => [...text].map(escape).join(GAP);
  const code = /^\+\d+/.exec(formatPhone(phone))?.[0].slice(1) ?? '';
  const national = rest.join('');
  if (national.length < 5) return [];
  const start = `(?:(?:\\+|00)${GAP}${digits(code)}${GAP}(?:\\(?0\\)?${GAP})?|(?<![\\d+])0${GAP})`;
  return [`${start}${digits(national)}(?!\\d)`];
}

/**
 * Text without the person.
 *
 * @example
 * eraseWords('Met Karin Lund (0912-140 00)', { names: ['Karin Lund'], emails: [], phones: ['+4691214000'] })
 * // 'Met […] ([…])'
 */
export function eraseWords(text: string, traces: Traces): string {
  const pattern = tracePattern(traces);
  return pattern ? text.replace(pattern, ERASED) : text;
}

/**
 * Patterns for SQL's LIKE, one of which fits every text that `tracePattern` finds something in: case apart from a to z
 * is left open, since SQLite does not know it.
 *
 * @example
 * likePatterns({ names: ['Åsa Öberg'], emails: [], phones: [] }) // ['%_sa%_berg%', '%_berg%_sa%']
 */
export function likePatterns({ names, emails, phones }: Traces): string[] {
  const open = (text: string) => text.replace(/[^a-z0-9@.-]/giu, '_');
  const wide = (text: string) => `%${open(text)}%`;
  const ofNames = names.flatMap((name) => {
    const words = name.match(/[^\s,]+/gu) ?? [];
    if (words.length === 0) return [];
    const turned = [words.at(-1)!, ...words.slice(0, -1)];
    return [...new Set([words, turned].map((list) => `%${list.map(open).join('%')}%`))];
  });
  const ofPhones = phones.filter(Boolean).map((phone) => {
    const [, ...rest] = formatPhone(phone)
      .replace(/ x\d+$/, '')
      .split(' ');
    return `%${[...rest.join('')].join('%')}%`;
  });
  return [...ofNames, ...emails.filter(Boolean).map(wide), ...ofPhones];
}
