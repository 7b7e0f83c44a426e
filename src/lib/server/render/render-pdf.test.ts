import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '$lib/domain/reporting/document';
import { WORDINGS } from '$lib/domain/reporting/testing/report-wording.fixture';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { RenderInput } from './edition-files';
import { OFFICE_PALETTE } from './render-docx';
import { renderReportPdf } from './render-pdf';
import { inventEdition } from './testing/invented-edition.fixture';

const LOCALES = ['en', 'sv', 'nl'] as const;
const poppler = spawnSync('pdfinfo', ['-v']).error === undefined;
const why = poppler ? '' : ' (skipped: pdfinfo and pdftotext are not installed, apt-get install poppler-utils)';

let input: RenderInput;
let document: ReportDocument;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-pdf-'));
  input = await inventEdition({ size: 120 });
  document = input.edition.document;
});
afterAll(() => rmSync(folder, { recursive: true }));

async function render(change: Partial<ReportDocument> = {}, locale: (typeof LOCALES)[number] = 'en'): Promise<Buffer> {
  const result = await renderReportPdf({ ...document, ...change }, WORDINGS[locale], input.pictures);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.pdf;
}

function read(pdf: Buffer, tool: 'pdfinfo' | 'pdftotext' | 'pdffonts', ...options: string[]): string {
  const file = join(folder, 'report.pdf');
  writeFileSync(file, pdf);
  return execFileSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  });
}

describe('the PDF of a report', () => {
  it('is the same, byte for byte, for the same document', async () => {
    const first = await render();
    expect((await render()).equals(first)).toBe(true);
    expect((await render({ meta: { ...document.meta, date: '2026-11-25T09:00:00Z' } })).equals(first)).toBe(false);
  });

  it('claims PDF/UA-1 and names its language', async () => {
    for (const [locale, language] of [
      ['en', 'en-GB'],
      ['sv', 'sv-SE'],
      ['nl', 'nl-NL']
    ] as const) {
      const raw = (await render({}, locale)).toString('latin1');
      expect(raw).toContain('pdfuaid:part>1<');
      expect(raw).toContain(`/Lang (${language})`);
    }
  });

  it('refuses a name with a character that the typeface lacks, and names it', async () => {
    const result = await renderReportPdf(
      { ...document, subtitle: { key: 'report.quoted', params: { name: { text: 'Kommun 日' } } } },
      WORDINGS.sv,
      input.pictures
    );
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'no-glyph' }] });
    expect(result.ok ? '' : result.problems[0]!.message).toContain('has no character for "日"');
  });

  it.skipIf(!poppler)(`is tagged: headings in order, tables with headers, figures, links${why}`, async () => {
    const structure = read(await render(), 'pdfinfo', '-struct');
    expect(structure.startsWith('Document')).toBe(true);
    const headings = [...structure.matchAll(/^ +H([1-6])/gm)].map((match) => Number(match[1]));
    expect(headings[0]).toBe(1);
    expect(headings.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of headings.slice(1).entries()) expect(level - headings[i]!).toBeLessThanOrEqual(1);
    const count = (tag: string) => structure.match(new RegExp(`^ +${tag}\\b`, 'gm'))?.length ?? 0;
    const tables = document.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
    expect(count('Table')).toBe(tables.length);
    expect(count('TH')).toBe(tables.reduce((sum, table) => sum + table.columns.length, 0));
    const pictures = document.blocks.filter(({ kind }) => kind === 'chart' || kind === 'picture');
    expect(count('Figure')).toBe(pictures.length);
    expect(count('Caption')).toBe(tables.length + pictures.length);
    expect(count('BlockQuote')).toBe(1);
    expect(count('TOCI')).toBe(headings.length - 2);
    expect(count('Link')).toBeGreaterThan(count('TOCI') + 20);
  });

  it.skipIf(!poppler)(`has a title, tags and only embedded fonts${why}`, async () => {
    const pdf = await render({}, 'nl');
    const facts = read(pdf, 'pdfinfo');
    expect(facts).toMatch(/Title: +Hoe ver gemeenten zijn met open data/);
    expect(facts).toMatch(/Tagged: +yes/);
    const fonts = read(pdf, 'pdffonts').split('\n').slice(2).filter(Boolean);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d/);
  });

  it.skipIf(!poppler)(`writes names as they are, whatever they look like${why}`, async () => {
    const name = '#eval("x") $a$ *b* `c` \\u{41} @ref <label> [d] //e';
    const text = read(
      await render({ subtitle: { key: 'report.quoted', params: { name: { text: name } } } }),
      'pdftotext',
      '-layout'
    );
    expect(text).toContain(`“${name}”`);
  });

  it.skipIf(!poppler)(`says on every page where results are invented, and only there${why}`, async () => {
    const pages = (text: string) => text.split('\f').filter((page) => page.trim() !== '');
    const demo = pages(read(await render(), 'pdftotext'));
    expect(demo.length).toBeGreaterThan(3);
    for (const page of demo) expect(page).toContain('Demo data: real municipalities, invented results');
    const { blocks } = document;
    const real = read(
      await render({ meta: { ...document.meta, demo: false }, blocks: blocks.filter(({ id }) => id !== 'demo') }),
      'pdftotext'
    );
    expect(real).not.toContain('Demo data');
  });

  it('reads pictures aloud by their text and words in another language in theirs', async () => {
    // a parenthesis may be escaped or not
    const streams = unpackStreams(await render()).replaceAll('\\', '');
    const charts = wordReport(document, WORDINGS.en, { palette: OFFICE_PALETTE, width: 640 }).blocks.flatMap((block) =>
      block.kind === 'chart' ? [block.summary] : []
    );
    for (const alt of [...charts, 'Two people at a table'])
      expect(streams.includes(`/Alt ${pdfText(alt)}`), alt).toBe(true);
    expect(streams.includes('/Lang (sv-SE)')).toBe(true);
  });

  it('keeps the words of a link whose block was taken out', async () => {
    const paragraph = document.blocks.find(({ kind }) => kind === 'paragraph')!;
    const text = {
      key: 'report.sources' as const,
      params: { tables: { to: 'nowhere', phrase: { key: 'summary.heading' as const } } }
    };
    const blocks = document.blocks.map((block) => (block === paragraph ? { ...paragraph, text } : block));
    expect((await render({ blocks: blocks as ReportDocument['blocks'] })).length).toBeGreaterThan(1000);
  });

  it.each([0, 4])('of too few answers is a page that says so: %i', async (answering) => {
    const few = await inventEdition({ size: 30, answering });
    for (const locale of LOCALES) expect((await renderReportPdf(few.edition.document, WORDINGS[locale])).ok).toBe(true);
  });
});

/** Everything in the PDF that can be read, unpacked. */
function unpackStreams(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const parts = [...raw.matchAll(/stream\r?\n/g)].map(({ index, 0: word }) => {
    const start = index + word.length;
    try {
      return inflateSync(pdf.subarray(start, raw.indexOf('endstream', start))).toString('latin1');
    } catch {
      // an image or a font
      return '';
    }
  });
  return raw + parts.join('\n');
}

/** A string as the PDF writer writes it: as it is, or as UTF-16. */
function pdfText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text})`;
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex').toUpperCase();
  return `<${wide}>`;
}
