import * as z from 'zod/mini';
import { id, isoDate, line, prose, slug } from '../../shared/fields';
import type { SizeClassId } from '../../register/size-class';
import { ROUNDING_BASES } from '../rounding-bases';
import type { Addition, Editorial, QuoteRole } from './editorial';

/** Long enough for a chapter; a report is read by people in a hurry. */
const MAX_TEXT = 20_000;
const MAX_LINE = 500;

/** Ids of blocks: model ids with a word in front, or ids of things put in. */
const blockId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,159}$/, 'must be the id of a part of the report'));
const inLanguages = (text: z.ZodMiniType<string>) =>
  z.strictObject({ en: z.optional(text), sv: z.optional(text), nl: z.optional(text) });
const texts = inLanguages(prose(MAX_TEXT));
const lines = inLanguages(
  z.string().check(z.trim(), z.maxLength(MAX_LINE), z.regex(/^[^\p{Cc}]*$/u, 'must be one line'))
);
/** Typed numbers that are no results, each with where it is from. */
const fixed = z.optional(
  z
    .array(
      z.strictObject({
        number: z.string().check(z.regex(/^\p{N}[\p{N}.,\u00a0\u202f]{0,39}$/u, 'must be a number as it is typed')),
        source: line(MAX_LINE)
      })
    )
    .check(z.maxLength(200))
);
const place = z.strictObject({ chapter: blockId, after: z.nullable(blockId) });

/** One change of an analyst. Each has versions of its own, so that two people change two things at the same time. */
export const pieceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('order'), chapter: blockId, blocks: z.array(blockId).check(z.maxLength(2_000)) }),
  z.strictObject({ kind: z.literal('hide'), block: blockId }),
  z.strictObject({ kind: z.literal('text'), block: blockId, text: texts, fixed }),
  z.strictObject({ kind: z.literal('reject'), measure: slug, reason: line(MAX_LINE) }),
  z.strictObject({ kind: z.literal('paragraph'), id, place, text: texts, fixed }),
  z.strictObject({ kind: z.literal('chapter'), id, place, title: lines, text: texts, fixed }),
  z.strictObject({ kind: z.literal('quote'), id, place, raisedId: id, text: texts, confirmedOn: isoDate }),
  z.strictObject({
    kind: z.literal('picture'),
    id,
    place,
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex')),
    alt: lines,
    caption: lines,
    fixed
  }),
  /** How counts are shown: rounded to multiples of a base; counted anew, or kept as the last edition has them. */
  z.strictObject({
    kind: z.literal('numbers'),
    roundTo: z.nullable(z.literal(ROUNDING_BASES)),
    keep: z.boolean()
  })
]);
export type Piece = z.infer<typeof pieceSchema>;

/**
 * What a piece is about; two pieces with the same key are versions of one another.
 *
 * @example
 * pieceKey({ kind: 'hide', block: 'barrier-no-budget' }) // 'hide:barrier-no-budget'
 */
export function pieceKey(piece: Piece): string {
  switch (piece.kind) {
    case 'order':
      return `order:${piece.chapter}`;
    case 'hide':
    case 'text':
      return `${piece.kind}:${piece.block}`;
    case 'reject':
      return `reject:${piece.measure}`;
    case 'numbers':
      return 'numbers:wave';
    default:
      return `add:${piece.id}`;
  }
}

/** What is looked up for a piece: whether a quote may stand and who may be said to have said it; what a picture is. */
export interface PieceFacts {
  quotes: Readonly<Record<string, { role: QuoteRole | null; size: SizeClassId | null }>>;
  pictures: Readonly<Record<string, { type: 'image/jpeg' | 'image/png'; width: number; height: number }>>;
}

/**
 * All changes of analysts as one editorial, the same for the same pieces in whatever order they come. A quote or picture
 * whose facts are not given is left out: whoever asks has been told why.
 *
 * @example
 * assembleEditorial([{ kind: 'hide', block: 'levels-most' }], { quotes: {}, pictures: {} }).hidden // ['levels-most']
 */
export function assembleEditorial(pieces: readonly Piece[], facts: PieceFacts): Editorial {
  // ids begin with the time they were made at, so this is the order things were put in
  const sorted = pieces
    .map((piece) => ({ key: pieceKey(piece), piece }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ piece }) => piece);
  const only = <K extends Piece['kind']>(kind: K) =>
    sorted.filter((piece): piece is Extract<Piece, { kind: K }> => piece.kind === kind);
  const [numbers] = only('numbers');
  return {
    format: 1,
    order: Object.fromEntries(only('order').map(({ chapter, blocks }) => [chapter, blocks])),
    hidden: only('hide').map(({ block }) => block),
    texts: Object.fromEntries(only('text').map(({ block, text }) => [block, text])),
    additions: sorted.flatMap((piece) => addition(piece, facts) ?? []),
    rejected: only('reject').map(({ measure, reason }) => ({ measure, reason })),
    ...fixedIn(sorted),
    ...(numbers && { numbers: { roundTo: numbers.roundTo, keep: numbers.keep } })
  };
}

/** Left out where nobody typed a number: an edition without is the same as before there was any. */
function fixedIn(pieces: readonly Piece[]): Pick<Editorial, 'fixed'> {
  const by = pieces.flatMap((piece) =>
    'fixed' in piece && piece.fixed?.length ? [['id' in piece ? piece.id : piece.block, piece.fixed] as const] : []
  );
  return by.length > 0 ? { fixed: Object.fromEntries(by) } : {};
}

function addition(given: Piece, { quotes, pictures }: PieceFacts): Addition | null {
  const { fixed: _fixed, ...piece } = { fixed: undefined, ...given };
  switch (piece.kind) {
    case 'paragraph':
    case 'chapter':
      return piece;
    case 'quote': {
      const said = quotes[piece.raisedId];
      return said ? { ...piece, ...said } : null;
    }
    case 'picture': {
      const picture = pictures[piece.sha256];
      return picture ? { ...piece, ...picture } : null;
    }
    default:
      return null;
  }
}
