import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherSheet } from '$lib/domain/assessment/result-sheet';
import type { AnswerValue } from '$lib/domain/model/types';
import type { Locale } from '$lib/domain/shared/locale';
import { shippedModels } from '../model/seed';
import { renderCriteria } from './render-criteria';
import { renderSheet, type SheetInput } from './render-sheet';

const LOCALES = ['en', 'sv', 'nl'] as const;
const poppler = spawnSync('pdfinfo', ['-v']).error === undefined;
const why = poppler ? '' : ' (skipped: pdfinfo and pdftotext are not installed, apt-get install poppler-utils)';
const { model, texts } = shippedModels.at(-1)!;
const textIn = (locale: Locale) => texts.find((text) => text.locale === locale)!;
const MOMENT = '2026-11-12T09:00:00.000Z';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-print-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Answers as a municipality half-way might give them: in turn yes, don't know and no. */
function someAnswers(turn: readonly (AnswerValue | null)[] = ['yes', 'yes', 'dont-know', 'no']) {
  return model.criteria.map(({ id, level }, i) => ({
    criterionId: id,
    value: level === 1 ? ('yes' as const) : turn[i % turn.length]!,
    evidence: i % 3 === 0 ? 'KS 2025/118' : '',
    origin: 'own' as const,
    answeredAt: i % 5 === 0 ? '2024-03-03T09:00:00.000Z' : '2026-11-01T09:00:00.000Z'
  }));
}
function sheetInput(locale: Locale, change: Partial<SheetInput> = {}): SheetInput {
  return {
    locale,
    facts: gatherSheet(model, someAnswers(), new Set(), MOMENT),
    levels: model.levels,
    text: textIn(locale),
    modelVersion: model.version,
    municipality: 'Örkelljunga',
    network: 'Mellansvenska nätverket',
    wave: 'Hösten 2026',
    demo: false,
    mode: 'self',
    submitted: true,
    date: MOMENT,
    ...change
  };
}
async function sheet(locale: Locale, change: Partial<SheetInput> = {}) {
  const made = await renderSheet(sheetInput(locale, change));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}
async function criteria(locale: Locale, part: { level?: number; dimension?: string } = {}) {
  const made = await renderCriteria({ locale, model, text: textIn(locale), date: MOMENT, ...part });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}
function read(pdf: Buffer, tool: 'pdfinfo' | 'pdftotext' | 'pdffonts', ...options: string[]): string {
  const file = join(folder, 'print.pdf');
  writeFileSync(file, pdf);
  return execFileSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  });
}
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');
const count = (structure: string, tag: string) => structure.match(new RegExp(`^ +${tag}\\b`, 'gm'))?.length ?? 0;
function expectHeadingsInOrder(structure: string) {
  const headings = [...structure.matchAll(/^ +H([1-6])/gm)].map((match) => Number(match[1]));
  expect(headings[0]).toBe(1);
  expect(headings.filter((level) => level === 1)).toHaveLength(1);
  for (const [i, level] of headings.slice(1).entries()) expect(level - headings[i]!).toBeLessThanOrEqual(1);
}

describe('the result sheet for a council meeting', () => {
  it('is the same, byte for byte, for the same facts', async () => {
    const first = await sheet('sv');
    expect((await sheet('sv')).pdf.equals(first.pdf)).toBe(true);
    expect((await sheet('sv', { date: '2026-11-13T09:00:00.000Z' })).pdf.equals(first.pdf)).toBe(false);
  });

  it.each(LOCALES)('is one page in %s, in a size that can be read', async (locale) => {
    const { pages, size } = await sheet(locale);
    expect(pages).toBe(1);
    expect(size).toBeGreaterThanOrEqual(9);
  });

  it.each(LOCALES)('is one page in %s with everything that can be on it and long names', async (locale) => {
    const dimensions = Object.fromEntries(
      model.dimensions.map(({ id }) => [id, { level: 2, middle: [1, 3] as [number, number] }])
    );
    const { pages, size } = await sheet(locale, {
      municipality: 'Súdwest-Fryslân och Upplands Väsby-Österåkers gemensamma förvaltningsområde',
      wave: 'Den stora gemensamma höstomgången för alla kommuner 2026',
      network: 'Nätverket för öppna data i Mellansverige, Norrland och Sydöstra Sveriges kommunalförbund',
      demo: true,
      mode: 'shared',
      submitted: false,
      comparison: { compared: 24, dimensions }
    });
    expect(pages).toBe(1);
    expect(size).toBeGreaterThanOrEqual(8);
  });

  it.each(LOCALES)('claims PDF/UA-1 and names its language: %s', async (locale) => {
    const raw = (await sheet(locale)).pdf.toString('latin1');
    expect(raw).toContain('pdfuaid:part>1<');
    expect(raw).toContain(`/Lang (${{ en: 'en-GB', sv: 'sv-SE', nl: 'nl-NL' }[locale]})`);
  });

  it.skipIf(!poppler)(
    `is tagged: headings in order, header cells, a trail with words for each dimension${why}`,
    async () => {
      const { pdf } = await sheet('en');
      const structure = read(pdf, 'pdfinfo', '-struct');
      expectHeadingsInOrder(structure);
      expect(count(structure, 'H2')).toBe(3);
      expect(count(structure, 'Table')).toBe(1);
      expect(count(structure, 'TH')).toBe(3);
      expect(count(structure, 'Figure')).toBe(model.dimensions.length);
      expect(pdf.toString('latin1').match(/\/Alt /g)?.length ?? 0).toBeGreaterThanOrEqual(model.dimensions.length);
      expect(read(pdf, 'pdfinfo')).toMatch(/Title: +Open data in Örkelljunga/);
      for (const font of read(pdf, 'pdffonts').split('\n').slice(2).filter(Boolean))
        expect(font).toMatch(/ yes yes yes +\d/);
    }
  );

  it.skipIf(!poppler)(
    `says overall first in words, then the profile, the steps and what it rests on${why}`,
    async () => {
      const text = flat(read((await sheet('sv')).pdf, 'pdftotext', '-layout'));
      expect(text).toContain('Örkelljunga, Hösten 2026. Inlämnad 12 november 2026.');
      expect(text).toMatch(/Örkelljunga är på nivå \d eller högre i \d av 8 områden/);
      for (const { name } of Object.values(textIn('sv').dimensions)) expect(text).toContain(name.split(' ')[0]!);
      expect(text).toMatch(/Nivå 1, Nyfiken/);
      expect(text).toContain('Det äldsta svaret är från 3 mars 2024.');
      expect(text).toMatch(/ja-svar som bör ha underlag har det/);
      expect(text).toContain('ingen rangordnas');
      expect(text).not.toMatch(/[Ll]iknande/);
    }
  );

  it.skipIf(!poppler)(`compares only where it was asked for, and says where it cannot${why}`, async () => {
    const dimensions = Object.fromEntries(model.dimensions.map(({ id }) => [id, { level: 2, middle: null }]));
    const compared = flat(
      read((await sheet('en', { comparison: { compared: 24, dimensions } })).pdf, 'pdftotext', '-layout')
    );
    expect(compared).toContain('Most at 2');
    expect(compared).toContain('No names and no ranking');
    const withheld = flat(read((await sheet('en', { comparison: 'withheld' })).pdf, 'pdftotext', '-layout'));
    expect(withheld).toContain('No comparison is shown');
    expect(withheld).not.toContain('Most at');
  });

  it.skipIf(!poppler)(`writes names as they are, whatever they look like${why}`, async () => {
    const municipality = '#eval("x") $a$ *b* [d]';
    expect(flat(read((await sheet('en', { municipality })).pdf, 'pdftotext', '-layout'))).toContain(municipality);
  });

  it('refuses a name with a character that the typeface lacks, and names it', async () => {
    const made = await renderSheet(sheetInput('sv', { municipality: 'Kommun 日' }));
    expect(made).toMatchObject({ ok: false, problems: [{ code: 'no-glyph' }] });
  });

  it('holds for a municipality that has answered nothing, and for one that meets everything', async () => {
    for (const value of [null, 'yes'] as const) {
      const answers = model.criteria.map(({ id }) => ({
        criterionId: id,
        value,
        evidence: '',
        origin: 'own' as const,
        answeredAt: MOMENT
      }));
      expect((await sheet('nl', { facts: gatherSheet(model, answers, new Set(), MOMENT) })).pages).toBe(1);
    }
  });
});

describe('criteria for a workshop on paper', () => {
  it('are the same, byte for byte, for the same model', async () => {
    const first = await criteria('nl', { level: 2 });
    expect((await criteria('nl', { level: 2 })).pdf.equals(first.pdf)).toBe(true);
    expect((await criteria('nl', { level: 3 })).pdf.equals(first.pdf)).toBe(false);
  });

  it.skipIf(!poppler)(`of a level are those of that level, with boxes, and no other${why}`, async () => {
    const text = flat(read((await criteria('en', { level: 2 })).pdf, 'pdftotext'));
    const said = textIn('en');
    for (const { id, level } of model.criteria) {
      const statement = flat(said.criteria[id]!.statement);
      if (level === 2) expect(text).toContain(statement);
      else expect(text).not.toContain(statement);
    }
    expect(text).toContain('Don’t know');
    expect(text).toContain('“Yes” means:');
    expect(text).toMatch(/Usually done by/);
  });

  it.skipIf(!poppler)(`of a dimension say the level of each${why}`, async () => {
    const text = flat(read((await criteria('sv', { dimension: 'legal' })).pdf, 'pdftotext'));
    expect(text).toContain('Licenser och villkor');
    expect(text).toContain('Nivå 3: Förankrad');
  });

  it.skipIf(!poppler).each(LOCALES)(`are tagged with headings in order: %s${why}`, async (locale) => {
    const { pdf } = await criteria(locale, { level: 1 });
    const structure = read(pdf, 'pdfinfo', '-struct');
    expectHeadingsInOrder(structure);
    expect(count(structure, 'H3')).toBe(model.criteria.filter(({ level }) => level === 1).length);
    expect(count(structure, 'H2')).toBe(model.dimensions.length);
    expect(count(structure, 'LI')).toBeGreaterThan(10);
    expect(pdf.toString('latin1')).toContain('pdfuaid:part>1<');
  });
});
