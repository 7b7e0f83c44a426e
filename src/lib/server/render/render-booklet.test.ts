import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherBooklet } from '$lib/domain/model/booklet';
import type { Locale } from '$lib/domain/shared/locale';
import { readPgm, readQr } from '../../../../tests/support/read-qr';
import { shippedModels } from '../model/seed';
import { renderBooklet } from './render-booklet';
import { type PosterInput, renderPoster } from './render-poster';

const LOCALES = ['en', 'sv', 'nl'] as const;
const poppler = spawnSync('pdfinfo', ['-v']).error === undefined;
const why = poppler ? '' : ' (skipped: pdfinfo and pdftotext are not installed, apt-get install poppler-utils)';
const { model, texts } = shippedModels.at(-1)!;
const textIn = (locale: Locale) => texts.find((text) => text.locale === locale)!;
const DATE = '2026-11-12T09:00:00.000Z';

let folder: string;
let booklets: Record<Locale, Buffer>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-booklet-'));
  booklets = { en: await booklet('en'), sv: await booklet('sv'), nl: await booklet('nl') };
});
afterAll(() => rmSync(folder, { recursive: true }));

async function booklet(locale: Locale): Promise<Buffer> {
  const made = await renderBooklet({ locale, booklet: gatherBooklet(model, textIn(locale)), date: DATE });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value.pdf;
}
async function poster(locale: Locale, change: Partial<PosterInput> = {}) {
  const address = 'https://waymark.example.org/n/oppna-kommuner';
  const made = await renderPoster({
    ...{ locale, paper: 'a4', network: 'Öppna kommuner', demo: false, address, words: '', date: DATE },
    ...change
  });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}
function read(pdf: Buffer, tool: 'pdfinfo' | 'pdftotext' | 'pdffonts', ...options: string[]): string {
  const file = join(folder, 'print.pdf');
  writeFileSync(file, pdf);
  return execFileSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore']
  });
}
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');
const count = (structure: string, tag: string) => structure.match(new RegExp(`^ +${tag}\\b`, 'gm'))?.length ?? 0;

describe('the roadmap as a booklet', () => {
  it('is the same, byte for byte, for the same model', async () => {
    expect((await booklet('nl')).equals(booklets.nl)).toBe(true);
  });

  it.each(LOCALES)('claims PDF/UA-1, names its language and has bookmarks: %s', (locale) => {
    const raw = booklets[locale].toString('latin1');
    expect(raw).toContain('pdfuaid:part>1<');
    expect(raw).toContain(`/Lang (${{ en: 'en-GB', sv: 'sv-SE', nl: 'nl-NL' }[locale]})`);
    expect(raw).toContain('/Outlines');
  });

  it.skipIf(!poppler)(`is tagged: one title, headings in order, a contents list, every step a heading${why}`, () => {
    const structure = read(booklets.sv, 'pdfinfo', '-struct');
    const headings = [...structure.matchAll(/^ +H([1-6])/gm)].map((match) => Number(match[1]));
    expect(headings[0]).toBe(1);
    expect(headings.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of headings.slice(1).entries()) expect(level - headings[i]!).toBeLessThanOrEqual(1);
    expect(count(structure, 'H4')).toBe(model.criteria.length + model.barriers.length);
    expect(count(structure, 'TOCI')).toBeGreaterThanOrEqual(model.criteria.length);
    expect(count(structure, 'Figure')).toBe(1 + model.levels.length);
    expect(read(booklets.sv, 'pdfinfo')).toMatch(/Tagged: +yes/);
    expect(read(booklets.sv, 'pdfinfo')).toContain(textIn('sv').name);
    for (const font of read(booklets.sv, 'pdffonts').split('\n').slice(2).filter(Boolean))
      expect(font).toMatch(/ yes yes yes +\d/);
  });

  it.skipIf(!poppler).each(LOCALES)(
    `says every step of the model with what yes means, its tips and barriers, in %s${why}`,
    (locale) => {
      const text = flat(read(booklets[locale], 'pdftotext'));
      const said = textIn(locale);
      for (const { id } of model.criteria) {
        const words = said.criteria[id]!;
        for (const one of [words.statement, words.why, ...words.yesMeans, ...words.tips.map((tip) => tip.text)])
          expect(text).toContain(flat(one));
      }
      for (const { id } of model.barriers) expect(text).toContain(flat(said.barriers[id]!.description));
    }
  );
});

describe('the poster', () => {
  it.each(LOCALES)('is one tagged page in %s, on A4 and A3, also with long words', async (locale) => {
    const words =
      'Välkommen till gemensamma öppnadataverksamhetsförberedelsemöten i hela länet, vi kommer till er. '.slice(0, 160);
    for (const paper of ['a4', 'a3'] as const) {
      const made = await poster(locale, {
        paper,
        words,
        network: 'Nätverket för öppna data i Mellansverige och Norrland'
      });
      expect(made.pages).toBe(1);
      expect(made.pdf.toString('latin1')).toContain('pdfuaid:part>1<');
    }
    expect((await poster(locale)).pdf.equals((await poster(locale)).pdf)).toBe(true);
  });

  it.skipIf(!poppler).each(['a4', 'a3'] as const)(
    `has a code that a reader of its own takes to the right address, from the picture of the %s page${why}`,
    async (paper) => {
      for (const address of ['https://waymark.example.org/n/oppna-kommuner', 'http://127.0.0.1:3000/n/abc']) {
        const file = join(folder, 'poster.pdf');
        writeFileSync(file, (await poster('sv', { paper, address })).pdf);
        execFileSync('pdftoppm', ['-gray', '-r', '80', '-singlefile', file, join(folder, 'poster')]);
        expect(readQr(readPgm(readFileSync(join(folder, 'poster.pgm'))))).toBe(address);
      }
    }
  );
});
