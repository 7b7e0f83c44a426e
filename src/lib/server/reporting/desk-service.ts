import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { Block, ReportDocument } from '$lib/domain/reporting/document';
import { splitSections } from '$lib/domain/reporting/editorial/order-blocks';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedBlock } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Problem, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { REPORT_TEXTS } from '../render/report-texts';
import { commentsOf, standingPieces } from './editorial-repository';
import { type Drafted, editDraft } from './edit-draft';
import { savePiece } from './editorial-service';
import type { ReportOf } from './wave-of-report';
import { type NumbersOffered, offerNumbers } from './numbers-choice';

/** A part of the report as a line to work on. */
export interface DeskBlock {
  id: string;
  kind: Block['kind'];
  text: string;
  /** The change that made it what it is; null where it is as it was drafted. */
  piece: { key: string; version: number } | null;
  /** Of a proposal. */
  measure: string | null;
  /** Comments that wait. */
  comments: number;
  may: { hide: boolean; word: boolean; reject: boolean };
  /** Of whether it is hidden, or rejected: 0 where nobody ever did. */
  version: number;
}

export interface Desk {
  chapters: {
    id: string;
    title: string;
    /** Of its heading: 2 begins a chapter. */ level: number;
    /** Of the order of its parts. */ version: number;
    /** Added by an analyst. */ piece: { key: string; version: number } | null;
    blocks: DeskBlock[];
  }[];
  hidden: { id: string; text: string; key: string; version: number }[];
  rejected: { title: string; reason: string; key: string; version: number }[];
  /** How counts are shown. */
  numbers: NumbersOffered;
  problems: Problem[];
  warnings: Problem[];
}

/** The draft as a list to work on, in the reader's language. */
export async function readDesk(app: App, actor: Actor, input: ReportOf & { locale: Locale }): Promise<Result<Desk>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const drafted = await editDraft(app, actor, input);
  if (!drafted.ok) return drafted;
  const { document, drafted: before, rows, wave, problems, warnings, texts } = drafted.value;
  const numbers = await offerNumbers(app, input.networkId, wave);
  if (!numbers.ok) return numbers;
  const say = sayBlocks(drafted.value, document, input.locale);
  const model = texts.find(({ locale }) => locale === input.locale);
  const versions = new Map(rows.map(({ key, version }) => [key, version]));
  const standing = standingPieces(rows);
  const pieceOf = (key: string) =>
    standing.some(({ row }) => row.key === key) ? { key, version: versions.get(key)! } : null;
  const waiting = (await commentsOf(app.db.read, wave.id)).filter(({ resolvedAt }) => resolvedAt === null);
  const line = (block: Block): DeskBlock => ({
    ...{ id: block.id, kind: block.kind, text: say.get(block.id) ?? '' },
    piece: pieceOf(`text:${block.id}`) ?? pieceOf(`add:${block.id}`),
    measure: block.kind === 'proposal' ? block.measure : null,
    comments: waiting.filter((one) => one.block === block.id).length,
    may: { hide: block.kind === 'finding', word: block.kind === 'finding', reject: block.kind === 'proposal' },
    version: versions.get(block.kind === 'proposal' ? `reject:${block.measure}` : `hide:${block.id}`) ?? 0
  });
  const hiddenIds = standing.flatMap(({ piece, row }) => (piece.kind === 'hide' ? [{ id: piece.block, row }] : []));
  const said = sayBlocks(drafted.value, { ...before, blocks: before.blocks.filter(isIn(hiddenIds)) }, input.locale);
  return ok({
    chapters: splitSections(document.blocks).flatMap(({ id, blocks }) =>
      id === null
        ? []
        : {
            ...{ id, title: say.get(id) ?? '', level: levelOf(blocks[0]), version: versions.get(`order:${id}`) ?? 0 },
            piece: pieceOf(`add:${id.replace(/^own-/, '')}`),
            blocks: blocks.slice(1).map(line)
          }
    ),
    hidden: hiddenIds.map(({ id, row: { key, version } }) => ({ id, text: said.get(id) ?? id, key, version })),
    rejected: standing.flatMap(({ piece, row: { key, version } }) =>
      piece.kind === 'reject'
        ? { title: model?.measures[piece.measure]?.title ?? piece.measure, reason: piece.reason, key, version }
        : []
    ),
    ...{ numbers: numbers.value, problems, warnings }
  });
}

const levelOf = (block: Block | undefined) => (block?.kind === 'heading' ? block.level : 2);
const isIn = (list: readonly { id: string }[]) => (block: Block) => list.some(({ id }) => id === block.id);

/** What each block says, as one line. */
function sayBlocks({ texts }: Drafted, document: ReportDocument, locale: Locale): Map<string, string> {
  const model = texts.find((text) => text.locale === locale)!;
  // charts are not drawn for a line
  const blocks = document.blocks.map((block): Block =>
    block.kind === 'chart' ? { kind: 'paragraph', id: block.id, text: block.title } : block
  );
  const wording = { locale, texts: REPORT_TEXTS[locale], model };
  const worded = wordReport({ ...document, blocks }, wording, { palette: SCREEN_PALETTE, width: 640 });
  return new Map(worded.blocks.map((block) => [block.id, lineOf(block)]));
}

const join = (segments: readonly { text: string }[]) => segments.map(({ text }) => text).join('');

function lineOf(block: WordedBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'quote':
      return block.text;
    case 'table':
      return block.caption;
    case 'chart':
    case 'proposal':
      return block.title;
    case 'picture':
      return block.alt;
    case 'prose':
      return block.parts
        .map((part) => (part.part === 'list' ? part.items.map(join).join('; ') : join(part.text)))
        .join(' ');
    default:
      return join(block.text);
  }
}

/** Moves a part one place up or down within its chapter. */
export async function moveBlock(
  app: App,
  actor: Actor,
  input: ReportOf & { block: string; to: 'up' | 'down'; version: number }
): Promise<Result<{ key: string; version: number }>> {
  const { networkId, waveId, block, to, version } = input;
  const refused = authorize(actor, 'report:draft', { networkId });
  if (refused) return refused;
  const drafted = await editDraft(app, actor, { networkId, waveId });
  if (!drafted.ok) return drafted;
  const chapter = splitSections(drafted.value.document.blocks).find(({ blocks }) =>
    blocks.some(({ id }) => id === block)
  );
  const ids = chapter?.blocks.slice(1).map(({ id }) => id) ?? [];
  const at = ids.indexOf(block);
  const other = to === 'up' ? at - 1 : at + 1;
  if (!chapter?.id || at < 0)
    return refuse('not-found', 'block', 'This part is not in the report any more - load the page again.');
  if (other < 0 || other >= ids.length)
    return refuse('at-the-end', 'block', 'It stands there already: parts move within their chapter.');
  [ids[at], ids[other]] = [ids[other]!, ids[at]!];
  return savePiece(app, actor, {
    ...{ networkId, waveId, version },
    piece: { kind: 'order', chapter: chapter.id, blocks: ids }
  });
}
