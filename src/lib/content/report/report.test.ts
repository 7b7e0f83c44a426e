import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from './en.json';
import nl from './nl.json';
import sv from './sv.json';

type Template = string | Record<string, string>;
const TEXTS: Record<string, Record<string, Template>> = { en, sv, nl };
const KEYS = Object.keys(en);
/** Only names and numbers: nothing to translate. */
const WORDLESS = [
  'report.subtitle',
  'report.captioned',
  'row.level',
  'chart.named-count',
  'chart.group',
  'proposal.title',
  'chain.criterion',
  'chain.barrier',
  'chain.change',
  'report.number',
  'figure.titled',
  'figure.divided',
  'figure.of',
  'figure.summary',
  'figure.named',
  'row.names',
  'heat.row',
  'chain.finding',
  'annex.text',
  'own.text',
  'quote.by'
];
/** The same word in two of the languages. */
const SHARED = [
  'column.dimension',
  'column.level-number',
  'column.from-level',
  'row.from-level',
  'chain.criteria',
  'report.chart',
  'column.yes',
  'chart.level-count',
  'column.municipalities',
  'row.all',
  'figure.share.answers',
  'figure.column.dimension',
  'figure.unit.percent',
  'figure.h',
  'figure.named-share',
  'column.now',
  'column.h',
  'codebook.word-withheld',
  'codebook.word-stratum',
  'codebook.word-interval',
  'results.answering',
  'chart.named-share',
  'legend.shares',
  'factsheet.own-title',
  'factsheet.area-title'
];

const isChoice = (template: Template): template is Record<string, string> => typeof template !== 'string';
const sentences = (template: Template) =>
  isChoice(template)
    ? Object.entries(template)
        .filter(([form]) => form !== 'by' && form !== 'of')
        .map(([, text]) => text)
    : [template];
const placeholders = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!));

describe.each(['en', 'sv', 'nl'])('the report texts in %s', (locale) => {
  const texts = TEXTS[locale]!;

  it('have every text and no other', () => {
    expect(Object.keys(texts)).toEqual(KEYS);
  });

  it('choose by the same numbers, have the same forms and take the same values as the English', () => {
    for (const key of KEYS) {
      const own = texts[key]!;
      const english = TEXTS.en![key]!;
      expect(isChoice(own), key).toBe(isChoice(english));
      if (isChoice(own) && isChoice(english)) {
        expect(Object.keys(own), key).toEqual(Object.keys(english));
        expect([own.by, own.of], key).toEqual([english.by, english.of]);
        for (const form of Object.keys(own).filter((name) => name !== 'by' && name !== 'of'))
          expect(placeholders(own[form]!), `${key} ${form}`).toEqual(placeholders(english[form]!));
      } else expect(placeholders(own as string), key).toEqual(placeholders(english as string));
    }
  });

  it('have a form for every plural of the language', () => {
    const categories = new Intl.PluralRules(locale)
      .resolvedOptions()
      .pluralCategories.filter((category) => category !== 'other');
    for (const key of KEYS) {
      const own = texts[key]!;
      if (!isChoice(own)) continue;
      expect(own.other, key).toBeTruthy();
      // counts that come through disclosure control cannot be 1, and whole networks are larger
      if (!['coverage.heading', 'barriers.heading', 'barriers.share'].includes(key))
        for (const category of categories) expect(own[category], `${key} ${category}`).toBeTruthy();
    }
  });

  it('are plain: no dashes for breath, no shouting, no double spaces, typographic quotes', () => {
    for (const key of KEYS)
      for (const text of sentences(texts[key]!)) expect(text, key).not.toMatch(/[—–!]| {2}|"|'|^\s|\s$/);
  });

  it('end sentences with a full stop and headings without', () => {
    for (const key of KEYS) {
      if (!/\.(heading|heading-.*|chart|chart-plain|table|table-.*)$/.test(key)) continue;
      if (key.startsWith('table.')) continue;
      for (const text of sentences(texts[key]!)) expect(text, key).not.toMatch(/\.$/);
    }
  });
});

it('says in Swedish and Dutch what the English says, in other words', () => {
  for (const key of KEYS) {
    if (WORDLESS.includes(key)) continue;
    const [english, swedish, dutch] = ['en', 'sv', 'nl'].map((locale) => JSON.stringify(TEXTS[locale]![key]));
    if (SHARED.includes(key)) continue;
    expect(swedish, key).not.toBe(english);
    expect(dutch, key).not.toBe(english);
    expect(dutch, key).not.toBe(swedish);
  }
});

it('has no text that no report uses', () => {
  const folder = join(process.cwd(), 'src/lib/domain/reporting');
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  // some keys are put together: `actor.${...}`
  const made = [...source.matchAll(/`([a-z]+\.[a-z.-]*)\$\{/g)].map((match) => match[1]!);
  expect(KEYS.filter((key) => !source.includes(`'${key}'`) && !made.some((start) => key.startsWith(start)))).toEqual(
    []
  );
});
