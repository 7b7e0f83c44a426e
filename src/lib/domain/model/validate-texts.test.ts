import { describe, expect, it } from 'vitest';
import { LOCALES } from '../shared/locale';
import { makeModelFiles, type ModelFiles } from './model.fixture';
import { validateModel } from './validate';

/** `[code, path]` of every fault after the change. */
function faultsAfter(change: (files: ModelFiles) => void): [string, string][] {
  const files = makeModelFiles();
  change(files);
  const result = validateModel(files.model, [files.en, files.sv, files.nl]);
  return result.ok ? [] : result.problems.map(({ code, path }) => [code, path]);
}

const words = (count: number, locale: string) => Array.from({ length: count }, (_, at) => `${locale}${at}`).join(' ');
const inEach = (files: ModelFiles, change: (text: ModelFiles['en']) => void) =>
  LOCALES.forEach((locale) => change(files[locale]));

describe('languages', () => {
  it('names a language that is missing', () => {
    const { model, en, sv } = makeModelFiles();
    expect(validateModel(model, [en, sv])).toMatchObject({
      ok: false,
      problems: [{ code: 'language-missing', path: 'texts.nl' }]
    });
  });

  it('names a language that is given twice', () => {
    const { model, en, sv, nl } = makeModelFiles();
    const second = { ...sv, name: '(sv) another' };
    const result = validateModel(model, [en, sv, nl, second]);
    expect(!result.ok && result.problems).toContainEqual({
      code: 'language-twice',
      path: 'texts.3.locale',
      message: 'texts.3.locale is "sv", already the language of file 1 - give each language once.'
    });
  });
});

describe('coverage', () => {
  it.each(['levels', 'dimensions', 'criteria', 'barrierGroups', 'barriers', 'measures'] as const)(
    'names what is missing and what is left over in %s',
    (section) => {
      const faults = faultsAfter(({ sv }) => {
        const entries: Record<string, unknown> = sv[section];
        const [id, entry] = Object.entries(entries)[0]!;
        Reflect.deleteProperty(entries, id);
        entries['left-over'] = entry;
      });
      const { sv } = makeModelFiles();
      expect(faults).toEqual([
        ['text-missing', `texts.sv.${section}.${Object.keys(sv[section])[0]}`],
        ['orphan-text', `texts.sv.${section}.left-over`]
      ]);
    }
  );

  it('does not take inherited names for texts', () => {
    const faults = faultsAfter(({ model }) => (model.barrierGroups = ['money', 'constructor']));
    expect(faults).toEqual(LOCALES.map((locale) => ['text-missing', `texts.${locale}.barrierGroups.constructor`]));
  });
});

describe('texts of a criterion', () => {
  const path = 'texts.nl.criteria.people-know';

  it('accepts a statement of 20 words and names one of 21', () => {
    expect(faultsAfter(({ nl }) => (nl.criteria['people-know']!.statement = words(20, 'nl')))).toEqual([]);
    expect(faultsAfter(({ nl }) => (nl.criteria['people-know']!.statement = words(21, 'nl')))).toEqual([
      ['statement-too-long', `${path}.statement`]
    ]);
  });

  it.each([
    [1, true],
    [2, false],
    [4, false],
    [5, true]
  ])('with %i points of "yes means" is a fault: %s', (count, fault) => {
    const faults = faultsAfter((files) =>
      inEach(files, (text) => {
        text.criteria['people-know']!.yesMeans = Array.from({ length: count }, (_, at) => `${text.locale} ${at}`);
      })
    );
    const expected = LOCALES.map((locale) => ['yes-means-count', `texts.${locale}.criteria.people-know.yesMeans`]);
    expect(faults).toEqual(fault ? expected : []);
  });

  it.each([
    [1, true],
    [2, false],
    [5, false],
    [6, true]
  ])('with %i tips is a fault: %s', (count, fault) => {
    const faults = faultsAfter((files) =>
      inEach(files, (text) => {
        text.criteria['people-know']!.tips = Array.from({ length: count }, (_, at) => ({
          text: `${text.locale} ${at}`,
          free: true,
          small: true
        }));
      })
    );
    const expected = LOCALES.map((locale) => ['tips-count', `texts.${locale}.criteria.people-know.tips`]);
    expect(faults).toEqual(fault ? expected : []);
  });

  it('names tips of which none is free, and none is small', () => {
    const without = (mark: 'free' | 'small') =>
      faultsAfter((files) =>
        inEach(files, (text) => text.criteria['people-know']!.tips.forEach((tip) => (tip[mark] = false)))
      );
    const paths = LOCALES.map((locale) => `texts.${locale}.criteria.people-know.tips`);
    expect(without('free')).toEqual(paths.map((at) => ['free-tip-missing', at]));
    expect(without('small')).toEqual(paths.map((at) => ['small-tip-missing', at]));
  });

  it('asks for the meaning of partly only where partly is possible', () => {
    expect(faultsAfter(({ nl }) => (nl.criteria['people-know']!.partlyMeans = ''))).toEqual([
      ['partly-text-missing', `${path}.partlyMeans`]
    ]);
    const impossible = faultsAfter((files) => {
      files.model.criteria[2]!.canBePartly = false;
      files.nl.criteria['people-know']!.partlyMeans = '';
    });
    expect(impossible).toEqual([]);
  });

  it('asks for the condition exactly where not applicable can be chosen', () => {
    const write = (text: ModelFiles['en']) => {
      text.criteria['people-know']!.notApplicableWhen = `(${text.locale}) when`;
    };
    expect(faultsAfter(({ nl }) => write(nl))).toEqual([['not-applicable-text-unused', `${path}.notApplicableWhen`]]);
    const possible = (files: ModelFiles) => (files.model.criteria[2]!.canBeNotApplicable = true);
    expect(
      faultsAfter((files) => {
        possible(files);
        write(files.en);
        write(files.sv);
      })
    ).toEqual([['not-applicable-text-missing', `${path}.notApplicableWhen`]]);
    expect(
      faultsAfter((files) => {
        possible(files);
        inEach(files, write);
      })
    ).toEqual([]);
  });

  it('names a text that only repeats its id', () => {
    const faults = faultsAfter(({ nl }) => {
      nl.criteria['people-know']!.tips[0]!.text = 'people-know';
      nl.barrierGroups['money'] = 'money';
      nl.levels['1']!.name = '1';
    });
    expect(faults).toEqual([
      ['text-equals-id', 'texts.nl.levels.1.name'],
      ['text-equals-id', `${path}.tips.0.text`],
      ['text-equals-id', 'texts.nl.barrierGroups.money']
    ]);
  });
});

describe('between languages', () => {
  const give = (files: ModelFiles, text: string) => {
    files.en.barriers['no-time']!.quote = text;
    files.nl.barriers['no-time']!.quote = text;
  };

  it('names a text of more than 20 characters that is the same, also where English is not one of the two', () => {
    expect(faultsAfter((files) => give(files, 'x'.repeat(21)))).toEqual([
      ['text-not-translated', 'texts.nl.barriers.no-time.quote']
    ]);
    const swedishIsDutch = faultsAfter(({ sv, nl }) => (nl.dimensions['legal']!.asks = sv.dimensions['legal']!.asks));
    expect(swedishIsDutch).toEqual([['text-not-translated', 'texts.nl.dimensions.legal.asks']]);
  });

  it('lets a text of 20 characters be the same, as names may be', () => {
    expect(faultsAfter((files) => give(files, 'x'.repeat(20)))).toEqual([]);
  });

  it('names a language with fewer points or tips, or with other tips marked', () => {
    expect(faultsAfter(({ sv }) => sv.criteria['people-know']!.yesMeans.push('(sv) third'))).toEqual([
      ['languages-differ', 'texts.sv.criteria.people-know.yesMeans']
    ]);
    expect(faultsAfter(({ sv }) => sv.criteria['people-know']!.tips.push({ text: '(sv) third' }))).toEqual([
      ['languages-differ', 'texts.sv.criteria.people-know.tips']
    ]);
    expect(faultsAfter(({ sv }) => (sv.criteria['people-know']!.tips[0]!.small = true))).toEqual([
      ['languages-differ', 'texts.sv.criteria.people-know.tips.0']
    ]);
  });

  it('names the languages that lack a template another one has', () => {
    const template = { title: 'Mail', body: 'Dear colleague' };
    expect(faultsAfter(({ en }) => (en.criteria['people-know']!.template = template))).toEqual([
      ['template-missing', 'texts.sv.criteria.people-know.template'],
      ['template-missing', 'texts.nl.criteria.people-know.template']
    ]);
    expect(faultsAfter(({ sv }) => (sv.criteria['people-know']!.template = template))).toEqual([
      ['template-missing', 'texts.en.criteria.people-know.template']
    ]);
  });
});
