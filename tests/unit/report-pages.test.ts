import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '$lib/domain/reporting/document';
import { WORDINGS } from '$lib/domain/reporting/testing/report-wording.fixture';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedBlock } from '$lib/domain/reporting/worded-report';
import { LOCALES } from '$lib/domain/shared/locale';
import type { RenderInput } from '$lib/server/render/edition-files';
import { RELEASE_TEXTS } from '$lib/server/render/release-texts';
import { OFFICE_PALETTE } from '$lib/server/render/render-docx';
import { renderReportPdf } from '$lib/server/render/render-pdf';
import { inventEdition } from '$lib/server/render/testing/invented-edition.fixture';
import { lookAtPages, NO_POPPLER, POPPLER, readAloud, readBookmarks } from '../support/look-at-pages';
import { contentsOf, textsOf } from '../support/trace-numbers';

// The PDF of a report as somebody meets it who turns its pages, jumps by its bookmarks or has it read aloud.

let folder: string;
let input: RenderInput;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-pages-'));
  input = await inventEdition({ size: 120 });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function print(document: ReportDocument, locale: (typeof LOCALES)[number]): Promise<string> {
  const rendered = await renderReportPdf(document, WORDINGS[locale], input.pictures);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.problems));
  const file = join(folder, `${locale}.pdf`);
  writeFileSync(file, rendered.value.pdf);
  return file;
}

const wordIn = (document: ReportDocument, locale: (typeof LOCALES)[number]) =>
  wordReport(document, WORDINGS[locale], { palette: OFFICE_PALETTE, width: 640 });

/** Without what only sets the text: spaces, marks of lists, hyphens. */
const bare = (text: string) => text.replaceAll(/[\s\u00a0\u00ad\u202f\u2010•-]/g, '');

describe.skipIf(!POPPLER)(`the PDF of a report${NO_POPPLER}`, () => {
  it.each(LOCALES)(
    'has pages on which nothing is cut off, overlaps or stands alone: %s',
    { timeout: 60_000 },
    async (locale) => {
      const seen = lookAtPages(await print(input.edition.document, locale));
      expect(seen.wrong).toEqual([]);
      expect(seen.pages).toBeGreaterThan(10);
    }
  );

  it(
    'has a bookmark for every chapter, part and proposal, as deep as its heading, to pages in order',
    { timeout: 60_000 },
    async () => {
      const marks = readBookmarks(await print(input.edition.document, 'sv'));
      const { blocks } = wordIn(input.edition.document, 'sv');
      const right = blocks.flatMap((block) => headingsOf(block));
      const at = blocks.findIndex(({ kind }) => kind === 'heading');
      expect(at).toBeGreaterThanOrEqual(0);
      expect(marks.slice(-right.length).map(({ text, depth }) => [bare(text), depth])).toEqual(
        right.map(({ text, level }) => [bare(text), level - 1])
      );
      for (const [i, mark] of marks.slice(1).entries()) expect(mark.page).toBeGreaterThanOrEqual(marks[i]!.page);
      expect(marks.at(-1)!.page).toBeGreaterThan(10);
    }
  );

  it('is read aloud in the order of the page, every word of it', { timeout: 60_000 }, async () => {
    // pdfinfo loses what follows a space that does not break, which Dutch numbers have none of
    const locale = 'nl';
    // with one row of every table: reading the text of tags takes as long as there are tags times their pages
    const { blocks } = input.edition.document;
    const document = {
      ...input.edition.document,
      blocks: blocks.map((block) => (block.kind === 'table' ? { ...block, rows: block.rows.slice(0, 1) } : block))
    };
    const report = wordIn(document, locale);
    const first = report.blocks.findIndex(({ kind }) => kind === 'heading');
    const right = [
      ...[report.title, report.subtitle, ...report.blocks.slice(0, first).flatMap(textsOf)],
      ...[RELEASE_TEXTS[locale].contents, ...report.blocks.flatMap(contentsOf)],
      ...report.blocks.slice(first).flatMap(readingOf)
    ];
    // contents end with numbers of pages, which are looked at with the bookmarks
    const said = bare(readAloud(await print(document, locale)));
    let at = 0;
    const missing = right.map(bare).filter((text) => {
      const found = said.indexOf(text, at);
      if (found >= 0) at = found + text.length;
      return found < 0;
    });
    expect(missing).toEqual([]);
    // between them stands nothing but numbers of pages and of lists
    expect(said.length - right.map(bare).join('').length).toBeLessThan(400);
  });
});

function headingsOf(block: WordedBlock): { level: number; text: string }[] {
  if (block.kind === 'heading') return [{ level: Math.max(2, block.level), text: block.text }];
  if (block.kind === 'proposal') return [{ level: 3, text: `${block.label} ${block.title}` }];
  if (block.kind !== 'prose') return [];
  return block.parts.flatMap((part) =>
    part.part === 'heading' ? [{ level: 3, text: part.text.map(({ text }) => text).join('') }] : []
  );
}

/** On paper the label of a finding stands above it. */
function readingOf(block: WordedBlock): string[] {
  return block.kind === 'finding' ? [block.label, ...textsOf(block)] : textsOf(block);
}
