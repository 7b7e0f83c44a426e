import type { Phrase } from '../document';
import { type Wording, wordPhrase } from '../word';
import { writeReference } from './read-reference';

/**
 * A drafted sentence as an analyst would have typed it, with its numbers as references: where a change begins.
 *
 * @example
 * typeFinding({ key: 'levels.share', params }, wording) // 'Of those, {overall.from-2} ({overall.from-2 / overall.all %} percent) ...'
 */
export function typeFinding(phrase: Phrase, wording: Wording): string {
  return wordPhrase(phrase, wording)
    .map(({ text, number }) =>
      number ? `{${writeReference(number)}}` : text.replaceAll(/[\\*_[\]<>{}#`]/g, String.raw`\$&`)
    )
    .join('');
}
