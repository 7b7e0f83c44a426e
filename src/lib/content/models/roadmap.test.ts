import { describe, expect, it } from 'vitest';
import { countWords } from '../../domain/model/count-words';
import { criteriaOf, criterionById } from '../../domain/model/find';
import type { MaturityModel, ModelText } from '../../domain/model/types';
import { validateModel } from '../../domain/model/validate';
import en from './roadmap-0.1.0/en.json';
import modelFile from './roadmap-0.1.0/model.json';
import nl from './roadmap-0.1.0/nl.json';
import sv from './roadmap-0.1.0/sv.json';

// The demands are those of the roadmap model's description: what validateModel can not know of models in general.

const validated = validateModel(modelFile, [en, sv, nl]);
const model = modelFile as unknown as MaturityModel;
const texts = [en, sv, nl] as unknown as ModelText[];
const byLanguage = texts.map((text) => [text.locale, text] as const);
const translations = byLanguage.filter(([locale]) => locale !== 'en');

/** Every text with its path, `locale` aside. */
function listTexts(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return path === '.locale' ? [] : [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => listTexts(inner, `${path}.${key}`));
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Share of the first text's words that the second has too, 0 to 1. */
function shareOfWords(text: string, other: string): number {
  const [words, others] = [wordsOf(text), new Set(wordsOf(other))];
  return words.filter((word) => others.has(word)).length / words.length;
}

describe('the roadmap model 0.1', () => {
  it('has no fault the validator knows', () => {
    expect(validated.ok ? [] : validated.problems.map(({ message }) => message)).toEqual([]);
  });

  it('has eight dimensions with criteria at levels 1 to 3 in order, and levels 0 to 5', () => {
    expect(model.levels).toEqual([0, 1, 2, 3, 4, 5]);
    expect(model.dimensions).toHaveLength(8);
    for (const { id } of model.dimensions) {
      const levels = criteriaOf(model, id).map(({ level }) => level);
      expect(new Set(levels), id).toEqual(new Set([1, 2, 3]));
      expect(levels, id).toEqual(levels.toSorted((a, b) => a - b));
    }
    const dimensionsInOrder = [...new Set(model.criteria.map(({ dimension }) => dimension))];
    expect(dimensionsInOrder).toEqual(model.dimensions.map(({ id }) => id));
  });

  it('has twelve criteria in the five-minute check: one of each dimension at level 1 and four at level 2', () => {
    const inCheck = model.criteria.filter((criterion) => criterion.inCheck);
    expect(inCheck).toHaveLength(12);
    const first = inCheck.filter(({ level }) => level === 1);
    expect(first.map(({ dimension }) => dimension)).toEqual(model.dimensions.map(({ id }) => id));
    expect(inCheck.filter(({ level }) => level === 2)).toHaveLength(4);
    expect(inCheck.every(({ kind }) => kind === 'required')).toBe(true);
  });

  it.each([
    ['a release check before publishing', 'legal-release-check', 2],
    ['exit and delivery clauses in procurement', 'publishing-contract-clauses', 3],
    ['the national dataset specifications', 'quality-national-specs', 3],
    ['the EU list of high-value datasets', 'inventory-high-value', 3]
  ])('requires %s', (_what, id, level) => {
    expect(criterionById(model, id)).toMatchObject({ kind: 'required', level });
  });

  it.each(byLanguage)('names the EU regulation on high-value datasets (%s)', (_locale, text) => {
    const written = listTexts(text.criteria['inventory-high-value']).map(([, value]) => value);
    expect(written.join(' ')).toContain('2023/138');
  });

  it('has about twenty barriers in six groups, each answered by a criterion and a measure', () => {
    expect(model.barriers).toHaveLength(20);
    expect(new Set(model.barriers.map(({ group }) => group))).toEqual(new Set(model.barrierGroups));
    expect(model.barrierGroups).toHaveLength(6);
    for (const { id } of model.barriers) {
      expect(model.criteria.filter(({ barriers }) => barriers.includes(id)).length, id).toBeGreaterThan(0);
      expect(model.measures.filter(({ barriers }) => barriers.includes(id)).length, id).toBeGreaterThan(0);
    }
  });

  it('has fifteen measures whose rules read what they act on, with thresholds that mean something', () => {
    expect(model.measures).toHaveLength(15);
    for (const { id, rule, barriers, criteria } of model.measures) {
      expect(rule.map(({ kind }) => kind).toSorted(), id).toEqual(['barrier-raised', 'criterion-unmet']);
      for (const condition of rule) {
        if (condition.kind === 'criterion-unmet') {
          expect(criteria, id).toContain(condition.criterion);
          expect([condition.minShare >= 0.3, condition.minShare <= 0.5], id).toEqual([true, true]);
        } else {
          expect(barriers, id).toContain(condition.barrier);
          expect([condition.minShare >= 0.1, condition.minShare <= 0.2], id).toEqual([true, true]);
          expect([condition.minCount >= 5, condition.minCount <= 10], id).toEqual([true, true]);
        }
      }
    }
  });

  it('marks every translation as not yet read over', () => {
    expect(texts.map(({ locale, reviewed }) => [locale, reviewed])).toEqual([
      ['en', true],
      ['sv', false],
      ['nl', false]
    ]);
  });
});

describe('its language', () => {
  it.each(byLanguage)('has statements of fewer than 15 words on average (%s)', (_locale, text) => {
    const counts = Object.values(text.criteria).map(({ statement }) => countWords(statement));
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThan(15);
  });

  it.each(byLanguage)(
    'has no dash set as punctuation, no exclamation mark and no double space (%s)',
    (_locale, text) => {
      const faults = listTexts(text).filter(([, value]) => /[—–!]|\s-\s| {2}/u.test(value));
      expect(faults).toEqual([]);
    }
  );

  it.each(byLanguage)('ends every sentence that is shown by itself with a mark (%s)', (_locale, text) => {
    const sentences = listTexts(text).filter(([path]) => !/(\.name|\.title|\.body|^\.barrierGroups\.\w+)$/.test(path));
    expect(sentences.filter(([, value]) => !/[.?…][’”]?$/.test(value))).toEqual([]);
  });

  it.each(translations)('is not left in English (%s)', (_locale, text) => {
    const english = new Map(listTexts(en));
    const left = listTexts(text).filter(
      ([path, value]) => countWords(value) >= 4 && shareOfWords(value, english.get(path) ?? '') > 0.5
    );
    expect(left).toEqual([]);
  });

  it('is not Swedish where it should be Dutch', () => {
    const swedish = new Map(listTexts(sv));
    const same = listTexts(nl).filter(
      ([path, value]) => countWords(value) >= 4 && shareOfWords(value, swedish.get(path) ?? '') > 0.5
    );
    expect(same).toEqual([]);
  });

  it('has no text that is the same in two languages', () => {
    const [english, swedish, dutch] = [en, sv, nl].map((text) => new Map(listTexts(text)));
    const same = (one = new Map<string, string>(), other = new Map<string, string>()) =>
      [...one].filter(([path, value]) => other.get(path) === value);
    expect([...same(english, swedish), ...same(english, dutch), ...same(swedish, dutch)]).toEqual([]);
  });

  it.each(byLanguage)('says of level 3 that a small municipality can stay there (%s)', (locale, text) => {
    const small = { en: 'small municipality', sv: 'liten kommun', nl: 'kleine gemeente' }[locale];
    expect(text.levels['3']?.description).toContain(small);
  });

  it('sees an English sentence left in a translation', () => {
    expect(shareOfWords('We have a list of our datasets.', 'We have a list of our datasets.')).toBe(1);
    expect(shareOfWords('Vi har en lista över våra data.', 'We have a list of our data.')).toBeLessThan(0.5);
  });
});
