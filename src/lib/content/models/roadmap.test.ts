import { describe, expect, it } from 'vitest';
import { countWords } from '../../domain/model/count-words';
import { criteriaOf, criterionById } from '../../domain/model/find';
import { CONDITIONS, type MaturityModel, type ModelText } from '../../domain/model/types';
import { validateModel } from '../../domain/model/validate';
import en from './roadmap-1.0.0/en.json';
import modelFile from './roadmap-1.0.0/model.json';
import nl from './roadmap-1.0.0/nl.json';
import sv from './roadmap-1.0.0/sv.json';

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

/** Public names of the other frameworks: dimensions with their indicators, themes with their activities, and so on. */
const PUBLIC_NAMES: Record<string, readonly string[]> = {
  'EU Open Data Maturity': [
    'Policy: Policy framework',
    'Policy: Governance of open data',
    'Policy: Open data implementation',
    'Impact: Strategic awareness',
    'Impact: Measuring reuse',
    'Impact: Created impact',
    'Portal: Portal features',
    'Portal: Portal usage',
    'Portal: Data provision',
    'Portal: Portal sustainability',
    'Quality: Currency and completeness',
    'Quality: Monitoring and measures',
    'Quality: DCAT-AP compliance',
    'Quality: Deployment quality and linked data'
  ],
  'ODI Open Data Pathway': [
    'Data management processes: Data release process',
    'Data management processes: Standards development & adoption',
    'Data management processes: Data governance',
    'Data management processes: Managing sensitive data',
    'Knowledge & skills: Open data expertise',
    'Knowledge & skills: Knowledge management',
    'Customer support & engagement: Engagement process',
    'Customer support & engagement: Open data documentation',
    'Customer support & engagement: Re-user support processes',
    'Customer support & engagement: Community norms',
    'Investment & financial performance: Financial oversight',
    'Investment & financial performance: Dataset valuation process',
    'Investment & financial performance: Open data in procurement',
    'Strategic oversight: Open data strategy',
    'Strategic oversight: Asset catalogue'
  ],
  '5-star open data': ['1 star', '2 stars', '3 stars', '4 stars', '5 stars'],
  'Open Data Charter': [
    'Principle 1: Open by Default',
    'Principle 2: Timely and Comprehensive',
    'Principle 3: Accessible and Usable',
    'Principle 4: Comparable and Interoperable',
    'Principle 5: For Improved Governance and Citizen Engagement',
    'Principle 6: For Inclusive Development and Innovation'
  ]
};

/** Figures that a catalogue check can take. */
const METRICS = [
  'datasets-published',
  'harvested-by-national-portal',
  'share-described',
  'share-fresh',
  'share-machine-readable',
  'share-with-api',
  'share-with-licence'
];

describe('the roadmap model 1.0', () => {
  it('has no fault the validator knows', () => {
    expect(validated.ok ? [] : validated.problems.map(({ message }) => message)).toEqual([]);
  });

  it('has no fault in itself or in English, whatever the translations lack', () => {
    const faults = validated.ok ? [] : validated.problems.filter(({ path }) => !/^texts\.(sv|nl)\./.test(path ?? ''));
    expect(faults.map(({ message }) => message)).toEqual([]);
  });

  it('is version 1.0.0 with 48 to 56 criteria, eight dimensions and levels 0 to 5', () => {
    expect(model.version).toBe('1.0.0');
    expect(model.criteria.length).toBeGreaterThanOrEqual(48);
    expect(model.criteria.length).toBeLessThanOrEqual(56);
    expect(model.levels).toEqual([0, 1, 2, 3, 4, 5]);
    expect(model.dimensions).toHaveLength(8);
  });

  it('asks for something required at each of levels 1 to 5 of every dimension', () => {
    const missing = model.dimensions.flatMap(({ id }) =>
      [1, 2, 3, 4, 5]
        .filter((level) => !criteriaOf(model, id).some((one) => one.level === level && one.kind === 'required'))
        .map((level) => `${id} ${level}`)
    );
    expect(missing).toEqual([]);
  });

  it('keeps its criteria in the order of dimensions, and within them of levels', () => {
    const places = model.criteria.map(({ dimension, level }) => {
      const at = model.dimensions.findIndex(({ id }) => id === dimension);
      return at * 10 + level;
    });
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(model.criteria.filter(({ id, dimension }) => !id.startsWith(`${dimension}-`))).toEqual([]);
  });

  it.each(byLanguage)('keeps its texts in that order too (%s)', (_locale, text) => {
    expect(Object.keys(text.criteria)).toEqual(model.criteria.map(({ id }) => id));
  });

  it('depends on no criterion of a higher level, and on none that depends on it', () => {
    const done = new Set<string>();
    let waiting = model.criteria;
    for (let before = -1; before !== waiting.length; ) {
      before = waiting.length;
      for (const { id, dependsOn } of waiting) if (dependsOn.every((needed) => done.has(needed))) done.add(id);
      waiting = waiting.filter(({ id }) => !done.has(id));
    }
    expect(waiting.map(({ id }) => id)).toEqual([]);
    for (const { id, level, dependsOn } of model.criteria) {
      for (const needed of dependsOn) expect(criterionById(model, needed)?.level, id).toBeLessThanOrEqual(level);
    }
  });

  it('places every criterion in the EU and the ODI framework, all by public names', () => {
    for (const { id, mapping } of model.criteria) {
      const frameworks = mapping.map(({ framework }) => framework);
      expect(frameworks, id).toEqual(expect.arrayContaining(['EU Open Data Maturity', 'ODI Open Data Pathway']));
      for (const { framework, reference } of mapping) expect(PUBLIC_NAMES[framework], id).toContain(reference);
      expect(new Set(mapping.map(({ framework, reference }) => framework + reference)).size, id).toBe(mapping.length);
    }
    const used = new Set(model.criteria.flatMap(({ mapping }) => mapping.map(({ framework }) => framework)));
    expect(used).toEqual(new Set(Object.keys(PUBLIC_NAMES)));
  });

  it('lets each figure of a catalogue check propose the answer to one criterion', () => {
    const metrics = model.criteria.flatMap(({ metric }) => metric ?? []);
    expect(metrics.toSorted()).toEqual(METRICS);
  });

  it('says for each of the own conditions which criteria it helps, but leaves most of levels 1 and 2 to anybody', () => {
    for (const condition of CONDITIONS) {
      expect(model.criteria.some(({ helpedBy }) => helpedBy?.includes(condition)), condition).toBe(true);
    }
    const first = model.criteria.filter(({ level }) => level <= 2);
    expect(first.filter(({ helpedBy }) => !helpedBy).length).toBeGreaterThan(first.length / 2);
  });

  it('asks for an answer again after one to three years', () => {
    for (const { id, freshMonths } of model.criteria) {
      expect(freshMonths >= 12 && freshMonths <= 36, id).toBe(true);
    }
  });

  it('names at least one barrier that each criterion removes', () => {
    expect(model.criteria.filter(({ barriers }) => barriers.length === 0)).toEqual([]);
  });

  it('has a national measure for every criterion of levels 4 and 5', () => {
    const actedOn = new Set(model.measures.flatMap(({ criteria }) => criteria));
    expect(model.criteria.filter(({ id, level }) => level >= 4 && !actedOn.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('demands proof where level 5 promises something in public', () => {
    const proven = model.criteria.filter(({ level, evidence }) => level === 5 && evidence.required).map(({ id }) => id);
    expect(proven).toEqual([
      'mandate-open-by-default',
      'inventory-open-register',
      'legal-shares-assessments',
      'publishing-promise',
      'impact-steers'
    ]);
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

  it.each(byLanguage)('says nothing twice, neither as a point of "yes means" nor as a tip (%s)', (_locale, text) => {
    const said = Object.values(text.criteria).flatMap(({ yesMeans, tips }) => [
      ...yesMeans,
      ...tips.map((tip) => tip.text)
    ]);
    expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
  });

  it('says of every step at levels 4 and 5 that what others do with or for you counts, or whom to share it with', () => {
    const together = /joint|region|neighbour|network|other municipalit|others|association|portal/i;
    const alone = model.criteria.filter(({ id, level }) => {
      const { yesMeans = [], tips = [] } = texts[0]?.criteria[id] ?? {};
      return level >= 4 && ![...yesMeans, ...tips.map((tip) => tip.text)].some((said) => together.test(said));
    });
    expect(alone.map(({ id }) => id)).toEqual([]);
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
