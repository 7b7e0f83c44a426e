import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordReport } from '$lib/domain/reporting/word-report';
import type { WordedBlock } from '$lib/domain/reporting/worded-report';
import { unpackZip } from '../shared/unpack-zip';
import type { RenderInput } from './edition-files';
import { OFFICE_PALETTE, renderReportDocx } from './render-docx';
import { inventEdition } from './testing/invented-edition.fixture';

const office = spawnSync('soffice', ['--version']).error === undefined;
const why = office ? '' : ' (skipped: LibreOffice is not installed, apt-get install libreoffice-writer)';

let input: RenderInput;
let bytes: Uint8Array;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-docx-'));
  input = await inventEdition({ size: 60, locale: 'en' });
  bytes = await render();
});
afterAll(() => rmSync(folder, { recursive: true }));

function wording({ edition, locale }: RenderInput) {
  return {
    locale,
    texts: edition.reportTexts[locale],
    model: edition.texts.find((text) => text.locale === locale)!
  };
}

const render = () => renderReportDocx(input.edition.document, wording(input), input.pictures);
const worded = () => wordReport(input.edition.document, wording(input), { palette: OFFICE_PALETTE, width: 640 });

function part(name: string): string {
  const files = unpackZip(bytes, 50_000_000);
  if (!files.ok) throw new Error('damaged');
  return new TextDecoder().decode(files.value.get(name));
}

const plain = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .trim();

/** What the contents list has: chapters, parts of them, proposals, and headings that analysts wrote. */
function headings(): string[] {
  return worded().blocks.flatMap((block: WordedBlock) => {
    if (block.kind === 'heading') return [plain(block.text)];
    if (block.kind === 'proposal') return [plain(`${block.label}: ${block.title}`)];
    if (block.kind !== 'prose') return [];
    return block.parts.flatMap((one) =>
      one.part === 'heading' ? [plain(one.text.map(({ text }) => text).join(''))] : []
    );
  });
}

describe('the report for word processors', () => {
  it('is the same, byte for byte, for the same document, and dated by it', async () => {
    const again = await render();
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
    expect(part('docProps/core.xml')).toContain('2026-11-24T09:00:00Z</dcterms:created>');
    // 2026-11-24 09:00 as the archive writes it, at every file
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect([view.getUint16(10, true), view.getUint16(12, true)]).toEqual([9 << 11, (46 << 9) | (11 << 5) | 24]);
    expect(part('word/_rels/document.xml.rels')).not.toMatch(/Id="rId(?!\d+")/);
  });

  it('has headings, a repeated header row in every table, alt text on every picture, a language and a title', () => {
    const xml = part('word/document.xml');
    const report = worded();
    const count = (kind: WordedBlock['kind']) => report.blocks.filter((block) => block.kind === kind).length;
    expect(xml.match(/<w:tblHeader/g)).toHaveLength(count('table'));
    expect(xml.match(/<w:tbl>/g)).toHaveLength(count('table'));
    const told = [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, text]) => text);
    expect(told).toHaveLength(count('chart') + count('picture'));
    for (const text of told) expect(text).not.toBe('');
    expect(xml.match(/<w:pStyle w:val="Heading[12]"/g)).toHaveLength(headings().length);
    expect(part('word/styles.xml')).toContain('<w:lang w:val="en-GB"/>');
    expect(part('docProps/core.xml')).toContain('<dc:language>en-GB</dc:language>');
    // what somebody said in Swedish is read aloud in Swedish
    expect(xml).toMatch(/<w:lang w:val="sv-SE"\/><\/w:rPr><w:t[^>]*>Vi vågar inte/);
    for (const header of ['word/header1.xml']) expect(plain(part(header))).toBe(report.demo);
  });

  it('leads from numbers and sources to bookmarks that are there', () => {
    const xml = part('word/document.xml');
    const marks = new Set([...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]*)"/g)].map(([, name]) => name));
    const links = [...xml.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]*)"/g)].map(([, name]) => name);
    expect(links.length).toBeGreaterThan(30);
    for (const link of links) expect(marks).toContain(link);
    for (const mark of marks) expect(mark).toMatch(/^[A-Za-z]\w{0,39}$/);
    expect(xml).toContain('HYPERLINK &quot;https://example.org/law?a=1&amp;b=%222%22&quot;');
  });

  it.skipIf(!office)(
    `comes through LibreOffice with every heading, table, picture and link${why}`,
    () => {
      const file = join(folder, 'report.docx');
      writeFileSync(file, bytes);
      const settings = `-env:UserInstallation=file://${join(folder, 'office')}`;
      const convert = [
        '--headless',
        settings,
        '--convert-to',
        'html:HTML (StarWriter):EmbedImages',
        '--outdir',
        folder,
        file
      ];
      execFileSync('soffice', convert, { stdio: 'ignore', timeout: 110_000 });
      const html = readFileSync(join(folder, 'report.html'), 'utf8');
      const found = [...html.matchAll(/<h([12])\b[^>]*>(.*?)<\/h\1>/gs)].map(([, , text = '']) => plain(text));
      const report = worded();
      expect(found.filter((text) => headings().includes(text))).toEqual(headings());
      const tables = [...html.matchAll(/<table.*?<\/table>/gs)].map(([table]) =>
        plain(table.replaceAll(/<\/(td|th)>/g, ' '))
      );
      const right = report.blocks.flatMap((block) =>
        block.kind === 'table'
          ? [
              plain(
                [
                  ...block.columns,
                  ...block.rows.flatMap((row) => [row.header, ...row.cells.map(({ text }) => text)])
                ].join(' ')
              )
            ]
          : []
      );
      expect(tables).toEqual(right);
      const pictures = report.blocks.filter(({ kind }) => kind === 'chart' || kind === 'picture');
      expect(html.match(/<img /g)).toHaveLength(pictures.length);
      expect(html).toContain('href="https://example.org/law');
    },
    120_000
  );
});
