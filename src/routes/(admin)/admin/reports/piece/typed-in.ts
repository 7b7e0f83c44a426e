import type { FixedNumber, OwnText } from '$lib/domain/reporting/editorial/editorial';
import type { Piece } from '$lib/domain/reporting/editorial/pieces';
import { typedNumbers } from '$lib/domain/reporting/editorial/read-own-text';
import { m } from '$lib/paraglide/messages.js';
import { textIn, type TextField } from './piece-text';

const FIELDS: readonly TextField[] = ['title', 'text', 'alt', 'caption'];
const numbersIn = (texts: readonly OwnText[]) => [
  ...new Set(texts.flatMap((text) => Object.values(text)).flatMap(typedNumbers))
];

/** Numbers typed in a change, with where each is from as far as that was said; words of a quote are the speaker's. */
export function typedIn(piece: Piece | null, drafted: OwnText | null): FixedNumber[] {
  if (piece?.kind === 'quote') return [];
  const numbers = numbersIn(piece ? FIELDS.map((field) => textIn(piece, field)) : [drafted ?? {}]);
  const said = piece && 'fixed' in piece ? (piece.fixed ?? []) : [];
  const known = new Set(numbersIn([drafted ?? {}]));
  return numbers.map((number) => ({
    number,
    source: said.find((one) => one.number === number)?.source ?? (known.has(number) ? m.editions_fixed_drafted() : '')
  }));
}
