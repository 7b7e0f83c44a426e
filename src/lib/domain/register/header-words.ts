import { FIELD_WORDS, LANGUAGE_WORDS, type WordLanguage } from './field-words';
import { REGISTER_FIELDS, type RegisterField } from './types';

export interface HeaderMatch {
  field: RegisterField;
  /** 2: the whole header is a known name of the field; 1: it contains one. */
  strength: 1 | 2;
  /** 0 is the most telling phrase. */
  rank: number;
  /** Language of the column's values as the header tells it, e.g. `fr` for "municipality_FR" or "commune". */
  language: string | null;
}

interface Phrase {
  field: RegisterField;
  text: string;
  compact: string;
  language: WordLanguage;
  rank: number;
  exactOnly: boolean;
}

const PHRASES: Phrase[] = REGISTER_FIELDS.flatMap((field) => {
  const known = FIELD_WORDS[field];
  if (!known) return [];
  const inWords = known.words.flatMap(([language, phrases]) =>
    phrases.map((phrase, rank) => toPhrase(field, phrase, language, rank, false))
  );
  return [...inWords, ...(known.exactOnly ?? []).map((phrase) => toPhrase(field, phrase, 'any', 99, true))];
});

/**
 * Which of our fields one header, in one language, may name. Case, accents, punctuation, camelCase, trailing years and
 * language endings don't matter.
 *
 * @example
 * matchHeaderWords('municipality_FR') // [{ field: 'name', strength: 2, rank: 3, language: 'fr' }]
 */
export function matchHeaderWords(header: string): HeaderMatch[] {
  const { words, language } = splitHeader(header);
  if (words.length === 0) return [];
  const compact = words.join('');
  const padded = ` ${words.join(' ')} `;
  const best = new Map<RegisterField, HeaderMatch>();
  for (const phrase of PHRASES) {
    const strength = phrase.compact === compact ? 2 : !phrase.exactOnly && padded.includes(` ${phrase.text} `) ? 1 : 0;
    const known = best.get(phrase.field);
    if (strength === 0 || (known && known.strength >= strength)) continue;
    const spoken = language ?? (phrase.language === 'any' ? null : phrase.language);
    best.set(phrase.field, { field: phrase.field, strength, rank: phrase.rank, language: spoken });
  }
  return [...best.values()];
}

function splitHeader(header: string): { words: string[]; language: string | null } {
  const words = plainWords(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
  while (words.length > 1 && /^\d{1,8}$/.test(words.at(-1) ?? '')) words.pop();
  if (words.length < 2) return { words, language: null };
  const last = LANGUAGE_WORDS[words.at(-1) ?? ''];
  if (last) return { words: words.slice(0, -1), language: last };
  const first = words[0] ?? '';
  if (first.length > 2 && LANGUAGE_WORDS[first]) return { words: words.slice(1), language: LANGUAGE_WORDS[first] };
  return { words, language: null };
}

function plainWords(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function toPhrase(field: RegisterField, phrase: string, language: WordLanguage, rank: number, exactOnly: boolean) {
  const words = plainWords(phrase);
  return { field, text: words.join(' '), compact: words.join(''), language, rank, exactOnly };
}
