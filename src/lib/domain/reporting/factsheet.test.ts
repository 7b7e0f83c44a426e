import { describe, expect, it } from 'vitest';
import modelData from '$lib/content/models/roadmap-1.0.0/model.json';
import type { AnswerValue, MaturityModel } from '../model/types';
import { PRINT_PALETTE } from './charts/palette';
import { checkReferences, listNumbers } from './check-references';
import type { ReportDocument } from './document';
import { type OwnResult, buildCountyFactsheet, buildMunicipalityFactsheet } from './factsheet';
import { MATERIAL, inventTables } from './testing/invented-tables.fixture';
import { WORDINGS } from './testing/report-wording.fixture';
import { wordReport } from './word-report';

const MODEL = modelData as MaturityModel;
const META = { network: 'Testland', wave: 'Autumn 2026', date: '2026-11-24T09:00:00Z', demo: false };
const OWN: OwnResult = {
  name: 'Exempelby',
  overallLevel: 1,
  levels: Object.fromEntries(MODEL.dimensions.map(({ id }) => [id, 1])),
  answers: Object.fromEntries(
    MODEL.criteria.map(({ id, level }): [string, AnswerValue] => [id, level < 2 ? 'yes' : 'no'])
  )
};
const word = (document: ReportDocument, locale: 'en' | 'sv' | 'nl') =>
  wordReport(document, WORDINGS[locale], { palette: PRINT_PALETTE, width: 640 });
const tableOf = (document: ReportDocument, id: string) => {
  const table = word(document, 'en').blocks.find((block) => block.id === id);
  if (table?.kind !== 'table') throw new Error(`no ${id}`);
  return table;
};

describe('a municipality’s factsheet', () => {
  it('shows its own levels beside published numbers, and what the next level asks for', () => {
    const aggregates = inventTables(1);
    const document = buildMunicipalityFactsheet(MODEL, aggregates, OWN, META);
    expect(checkReferences(document, aggregates).ok).toBe(true);
    const [overall, first] = tableOf(document, 'table-own').rows;
    expect(overall!.cells[0]!.text).toBe('1 Curious');
    expect(overall!.cells[1]!.text).toMatch(/^\d+%$/);
    expect(first!.header).toBe('Leadership and mandate');
    const steps = tableOf(document, 'table-own-steps').rows;
    expect(steps.length).toBeGreaterThan(0);
    expect(new Set(steps.map(({ cells }) => cells[1]!.text))).toEqual(new Set(['2']));
  });

  it('ties no number to the municipality itself: its answers stand in no table that is published', () => {
    const aggregates = inventTables(1);
    const other = { ...OWN, overallLevel: 4, levels: Object.fromEntries(MODEL.dimensions.map(({ id }) => [id, 4])) };
    const refs = (own: OwnResult) =>
      listNumbers(buildMunicipalityFactsheet(MODEL, aggregates, own, META))
        .map(({ number }) => number.ref)
        .filter((ref) => !ref.startsWith('answers-'));
    expect(refs(OWN)).toEqual(refs(other));
  });

  it('stands alone where too few have answered', () => {
    const document = buildMunicipalityFactsheet(
      MODEL,
      { status: 'too-few', because: 'below-threshold', threshold: 5 },
      OWN,
      META
    );
    expect(listNumbers(document)).toEqual([]);
    expect(tableOf(document, 'table-own').columns).toEqual(['Dimension', 'Own level']);
    expect(document.blocks.find(({ id }) => id === 'own-only')).toMatchObject({ text: { key: 'factsheet.own-alone' } });
  });
});

describe('an area’s factsheet', () => {
  it('stands beside all that answered, with published numbers only', () => {
    const aggregates = inventTables(1);
    const document = buildCountyFactsheet(MODEL, aggregates, '03+04', META, MATERIAL)!;
    expect(checkReferences(document, aggregates).ok).toBe(true);
    expect(word(document, 'sv').title).toBe('Öppna data i Mellanlän och Kustlän');
    expect(document.blocks.some(({ id }) => id === 'area-merged')).toBe(true);
    expect(tableOf(document, 'table-area').columns).toEqual(['Dimension', 'Mellanlän and Kustlän', 'All']);
  });

  it('says so where the area is withheld, and is no factsheet where there is no such area', () => {
    const document = buildCountyFactsheet(MODEL, inventTables(3, { withheld: 100 }), '01', META, MATERIAL)!;
    expect(document.blocks.some(({ id }) => id === 'area-withheld')).toBe(true);
    for (const locale of ['en', 'sv', 'nl'] as const)
      expect(JSON.stringify(word(document, locale).blocks)).not.toMatch(/undefined|NaN|\[object/);
    expect(buildCountyFactsheet(MODEL, inventTables(1), '99', META, MATERIAL)).toBeNull();
  });
});
