import { type Locale, LOCALES } from '../shared/locale';
import type { Block, Phrase, ProsePart, ProseWord } from './document';
import { joinText, type Segment, type Wording, wordParam, wordPhrase } from './word';
import type { WordedBlock, WordedPart, WordedWord } from './worded-report';

type Own = Extract<Block, { kind: 'prose' | 'quote' | 'picture' }>;

/**
 * What people wrote themselves, in the report's language; where they wrote it in another only, in that one, which is named.
 *
 * @example
 * wordOwn({ kind: 'quote', id: 'q1', text: { sv: 'Vi vågar inte.' }, by }, english, tell)
 * // { kind: 'quote', id: 'q1', other: 'sv', text: 'Vi vågar inte.', by: 'A manager, fewer than 10,000 inhabitants' }
 */
export function wordOwn(block: Own, wording: Wording, tell: (one: Phrase) => Segment[]): WordedBlock {
  const pick = <T>(by: Partial<Record<Locale, T>>): { value: T | null; other: Locale | null } => {
    if (by[wording.locale] !== undefined) return { value: by[wording.locale]!, other: null };
    const other = LOCALES.find((locale) => by[locale] !== undefined) ?? null;
    return { value: other && by[other]!, other };
  };
  if (block.kind === 'prose') {
    const { value, other } = pick(block.parts);
    return { kind: 'prose', id: block.id, other, parts: (value ?? []).map((part) => wordPart(part, wording, tell)) };
  }
  if (block.kind === 'quote') {
    const { value, other } = pick(block.text);
    return { kind: 'quote', id: block.id, other, text: value ?? '', by: joinText(wordPhrase(block.by, wording)) };
  }
  const { id, sha256, type, width, height } = block;
  const alt = pick(block.alt);
  const caption = pick(block.caption).value ?? '';
  return { kind: 'picture', id, other: alt.other, sha256, type, width, height, alt: alt.value ?? '', caption };
}

function wordPart(part: ProsePart, wording: Wording, tell: (one: Phrase) => Segment[]): WordedPart {
  const words = (text: ProseWord[]) => wordWords(text, wording, tell);
  return part.part === 'list' ? { ...part, items: part.items.map(words) } : { ...part, text: words(part.text) };
}

export function wordWords(
  text: readonly ProseWord[],
  wording: Wording,
  tell: (one: Phrase) => Segment[]
): WordedWord[] {
  return text.flatMap((word) => wordWord(word, wording, tell));
}

function wordWord({ text, ...look }: ProseWord, wording: Wording, tell: (one: Phrase) => Segment[]): WordedWord[] {
  if (typeof text === 'string') return [{ text, ...look }];
  // a phrase of nothing but the number, so that it leads to its table as every other does
  const segments = tell({ key: 'report.number', params: { number: text } });
  return (segments.length > 0 ? segments : wordParam(text, wording)).map((segment) => ({ ...segment, ...look }));
}
