import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aggregate } from '$lib/domain/reporting/aggregate';
import { buildReport } from '$lib/domain/reporting/build-report';
import type { ReportDocument } from '$lib/domain/reporting/document';
import { MODEL, inventWave } from '$lib/domain/reporting/testing/invented-wave.fixture';
import { WORDINGS } from '$lib/domain/reporting/testing/report-wording.fixture';
import { loadHighsSolver } from '../disclosure/highs';
import { renderReportPdf } from './render-pdf';

const META = { network: 'Testland', wave: 'Autumn 2026', date: '2026-11-24T09:00:00Z', demo: true };
const LOCALES = ['en', 'sv', 'nl'] as const;
const poppler = spawnSync('pdfinfo', ['-v']).error === undefined;
const why = poppler ? '' : ' (skipped: pdfinfo and pdftotext are not installed, apt-get install poppler-utils)';

let document: ReportDocument;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-pdf-'));
  const aggregates = await aggregate(inventWave(4, 120), await loadHighsSolver());
  if (!aggregates.ok) throw new Error(JSON.stringify(aggregates.problems));
  document = buildReport(MODEL, aggregates.value, META);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function render(change: Partial<ReportDocument> = {}, locale: (typeof LOCALES)[number] = 'en'): Promise<Buffer> {
  const result = await renderReportPdf({ ...document, ...change }, WORDINGS[locale]);
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
    expect((await render({ meta: { ...META, date: '2026-11-25T09:00:00Z' } })).equals(first)).toBe(false);
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
      WORDINGS.sv
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
    expect(count('Figure')).toBe(document.blocks.filter((block) => block.kind === 'chart').length);
    expect(count('Link')).toBeGreaterThan(5);
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
      await render({ meta: { ...META, demo: false }, blocks: blocks.filter(({ id }) => id !== 'demo') }),
      'pdftotext'
    );
    expect(real).not.toContain('Demo data');
  });

  it.each([0, 4])('of too few answers is a page that says so: %i', async (answering) => {
    const aggregates = await aggregate(inventWave(5, 30, { answering }), await loadHighsSolver());
    if (!aggregates.ok) throw new Error('refused');
    for (const locale of LOCALES)
      expect((await renderReportPdf(buildReport(MODEL, aggregates.value, META), WORDINGS[locale])).ok).toBe(true);
  });
});
