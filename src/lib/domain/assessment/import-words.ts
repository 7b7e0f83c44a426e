import { ANSWER_VALUES, type AnswerValue } from '../model/types';

/** What people write for an answer, in the languages there are; compared after `foldText`. */
const WORDS: Record<AnswerValue, readonly string[]> = {
  yes: [
    'yes',
    'y',
    'true',
    'fully',
    'done',
    'completely',
    'ja',
    'j',
    'helt',
    'uppfyllt',
    'klart',
    'waar',
    'volledig',
    'geheel',
    'sant'
  ],
  partly: [
    ...['partly', 'partially', 'partial', 'in part', 'somewhat', 'in progress'],
    ...['delvis', 'till viss del', 'pågår', 'i viss mån'],
    ...['deels', 'gedeeltelijk', 'ten dele', 'mee bezig', 'bezig']
  ],
  no: [
    'no',
    'n',
    'false',
    'not',
    'not done',
    'not at all',
    'nej',
    'inte',
    'ej',
    'falskt',
    'inte alls',
    'nee',
    'niet',
    'onwaar',
    'nog niet'
  ],
  'not-applicable': [
    ...['not applicable', 'n/a', 'na', 'not relevant'],
    ...['ej tillämpligt', 'inte tillämpligt', 'ej aktuellt', 'inte aktuellt', 'ej relevant'],
    ...['niet van toepassing', 'nvt', 'n.v.t.', 'n.v.t']
  ],
  'dont-know': [
    ...["don't know", 'dont know', 'do not know', 'unknown', 'unsure', '?'],
    ...['vet ej', 'vet inte', 'oklart', 'osäker'],
    ...['weet niet', 'weet ik niet', 'onbekend', 'geen idee']
  ],
  'not-reached': ['not reached', 'ej nådd', 'niet bereikt']
};

/** Statements have some 150 characters. */
const LONGEST = 400;

const KNOWN: ReadonlyMap<string, AnswerValue> = new Map(
  ANSWER_VALUES.flatMap((value) => [value, ...WORDS[value]].map((word) => [foldText(word), value] as const))
);

/**
 * A text for comparing: one space between words, small letters, one kind of apostrophe, no mark at the end.
 *
 * @example
 * foldText(' Don’t  know. ') // "don't know"
 */
export function foldText(text: string): string {
  // cells may hold megabytes, and the last step tries every mark
  return text
    .slice(0, LONGEST)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/[’‘`´]/g, "'")
    .trim()
    .replace(/(?<=.)[.!:;]+$/, '')
    .toLowerCase();
}

/**
 * The answer a word stands for in English, Swedish or Dutch, or as its code; undefined where it is not known.
 *
 * @example
 * proposeAnswer('Delvis') // 'partly'
 */
export function proposeAnswer(word: string): AnswerValue | undefined {
  return KNOWN.get(foldText(word));
}
