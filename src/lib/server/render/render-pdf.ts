import { PRINT_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Wording } from '$lib/domain/reporting/word';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedBlock, WordedReport } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import { compilePdf, dateParts, fontFamily, REGIONS } from './compile-pdf';
import { fitPicture } from './fit-picture';
import { RELEASE_TEXTS } from './release-texts';
import template from './report.typ?raw';
import { isNumberColumn, shareColumns } from './share-columns';

/** Of the drawing; on paper it becomes the width of the text. */
const CHART_WIDTH = 640;

/** Bytes by sha256, as the edition keeps them. */
export type Pictures = Readonly<Record<string, Uint8Array>>;

/**
 * A report as tagged PDF (PDF/UA-1): title, language, contents, headings in order, table headers, alt texts, embedded
 * fonts. The same document in the same language gives the same bytes: its date is the document's, nothing is read from
 * the clock.
 *
 * Blocks the thread for a few tenths of a second; callers on a server move it to a worker.
 *
 * Errors: `no-glyph` (a name has a character that the typeface lacks).
 *
 * @throws where the bytes of a picture are missing
 *
 * @example
 * await renderReportPdf(document, { locale: 'sv', texts: REPORT_TEXTS.sv, model: swedishTexts })
 * // { ok: true, value: { pdf: Buffer, font: 'Source Sans 3' } }
 */
export async function renderReportPdf(
  document: ReportDocument,
  wording: Wording,
  pictures: Pictures = {}
): Promise<Result<{ pdf: Buffer; font: string; pages: number }>> {
  const palette = { ...PRINT_PALETTE, font: `'${fontFamily()}'` };
  const report = wordReport(document, wording, { palette, width: CHART_WIDTH });
  return compilePdf(template, { report: toInput(report) }, filesOf(report, pictures));
}

function toInput(report: WordedReport) {
  return {
    ...report,
    blocks: placeBlocks(report.blocks),
    before: countBefore(report.blocks),
    contents: hasContents(report.blocks) ? RELEASE_TEXTS[report.locale].contents : null,
    date: dateParts(report.date),
    font: fontFamily(),
    region: REGIONS[report.locale]
  };
}

/** From so many chapters on a reader needs a list of them; a sheet of two pages does not. */
const CHAPTERS = 5;

function chaptersOf(blocks: readonly WordedBlock[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'heading' && block.level < 3 ? [block.id] : []));
}

export function hasContents(blocks: readonly WordedBlock[]): boolean {
  return chaptersOf(blocks).length >= CHAPTERS;
}

/** Ids of what begins a page: the summary has one of its own, so it begins one, and what comes after it begins another. */
export function findNewPages(blocks: readonly WordedBlock[]): ReadonlySet<string> {
  return new Set(hasContents(blocks) ? chaptersOf(blocks).slice(0, 2) : []);
}

/** How many blocks stand before the first chapter: that results are invented is said before the contents. */
export function countBefore(blocks: readonly WordedBlock[]): number {
  const first = blocks.findIndex(({ kind }) => kind === 'heading');
  return Math.max(0, first);
}

function placeBlocks(blocks: readonly WordedBlock[]) {
  const newPages = findNewPages(blocks);
  return keepLinks(blocks).map((block) => ({ ...dress(block), newPage: newPages.has(block.id) }));
}

/** A link to what an analyst has taken out would stop the whole document: its words stay, the link goes. */
function keepLinks(blocks: readonly WordedBlock[]): WordedBlock[] {
  const ids = new Set(blocks.map(({ id }) => id));
  const keep = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(keep) as T;
    if (typeof value !== 'object' || value === null) return value;
    const parts = Object.entries(value).filter(([key, part]) => key !== 'to' || ids.has(part as string));
    return Object.fromEntries(parts.map(([key, part]) => [key, keep(part)])) as T;
  };
  return blocks.map(keep);
}

function dress(block: WordedBlock) {
  // the title is the only heading of the first level
  if (block.kind === 'heading') return { ...block, level: Math.max(2, block.level) };
  if (block.kind === 'table') {
    const numbers = block.columns.map((_, column) => isNumberColumn(block, column));
    return { ...block, widths: shareColumns(block), numbers };
  }
  if (block.kind === 'prose' || block.kind === 'quote') return { ...block, spoken: spokenIn(block.other) };
  if (block.kind !== 'picture') return block;
  return { ...block, spoken: spokenIn(block.other), file: fileOf(block), size: fitPicture(block).width };
}

const spokenIn = (other: Locale | null) => other && { lang: other, region: REGIONS[other] };

const fileOf = (picture: { sha256: string; type: 'image/jpeg' | 'image/png' }) =>
  `${picture.sha256}.${picture.type === 'image/png' ? 'png' : 'jpg'}`;

function filesOf({ blocks }: WordedReport, pictures: Pictures): Record<string, Uint8Array> {
  return Object.fromEntries(
    blocks.flatMap((block) => {
      if (block.kind !== 'picture') return [];
      const bytes = pictures[block.sha256];
      if (!bytes) throw new Error(`The bytes of the picture "${block.id}" (${block.sha256}) were not given`);
      return [[fileOf(block), bytes] as const];
    })
  );
}
