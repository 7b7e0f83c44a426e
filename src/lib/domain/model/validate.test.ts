import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeModelFiles, type ModelFiles } from './model.fixture';
import { readScorableModel, validateModel, validateModelAlone } from './validate';

type Loose = Record<string, unknown>;

/** `[code, path]` of every fault after the change. */
function faultsAfter(change: (files: ModelFiles) => void): [string, string][] {
  const files = makeModelFiles();
  change(files);
  const result = validateModel(files.model, [files.en, files.sv, files.nl]);
  return result.ok ? [] : result.problems.map(({ code, path }) => [code, path]);
}

function messagesAfter(change: (files: ModelFiles) => void): string[] {
  const files = makeModelFiles();
  change(files);
  const result = validateModel(files.model, [files.en, files.sv, files.nl]);
  return result.ok ? [] : result.problems.map(({ message }) => message);
}

describe('validateModel', () => {
  it('gives back a model without faults and its texts in the order given', () => {
    const { model, en, sv, nl } = makeModelFiles();
    expect(validateModel(model, [nl, en, sv])).toEqual({ ok: true, value: { model, texts: [nl, en, sv] } });
  });

  it('keeps the optional fields', () => {
    const files = makeModelFiles();
    files.model.rule = { kind: 'points' };
    for (const criterion of files.model.criteria) {
      criterion.weight = 2;
      criterion.points = { yes: 10, partly: 4, no: 0 };
    }
    for (const text of [files.en, files.sv, files.nl]) {
      text.criteria['legal-asks']!.template = { title: `(${text.locale}) mail`, body: `(${text.locale}) body` };
    }
    const { model, en, sv, nl } = files;
    expect(validateModel(model, [en, sv, nl])).toEqual({ ok: true, value: { model, texts: [en, sv, nl] } });
  });

  it.each([[null], [undefined], [4], ['text'], [[]], [{}]])(
    'explains %j, which is no model, without crashing',
    (model) => {
      const { en, sv, nl } = makeModelFiles();
      const result = validateModel(model, [en, sv, nl]);
      expect(result.ok).toBe(false);
      if (!result.ok) expect(result.problems.every(({ message }) => message.length > 20)).toBe(true);
    }
  );

  it.each([[null], [undefined], [4], ['text'], [[]], [{}]])(
    'explains %j, which is no text file, without crashing',
    (text) => {
      const { model, en, sv } = makeModelFiles();
      const result = validateModel(model, [en, sv, text]);
      expect(result.ok).toBe(false);
      if (!result.ok) {
        const paths = result.problems.map(({ path }) => path);
        expect(paths).toContain('texts.nl');
        expect(paths.some((path) => path.startsWith('texts.2'))).toBe(true);
      }
    }
  );

  it('explains all faults at once, also those beside a wrong shape in the same entry', () => {
    const faults = faultsAfter(({ model, sv }) => {
      const criterion = model.criteria[1]!;
      (criterion as unknown as Loose).effort = 'a while';
      criterion.dependsOn = ['legal-ask'];
      model.levels = [0, 2, 1];
      model.measures[0]!.criteria = ['nothing'];
      (sv.criteria['legal-asks'] as unknown as Loose).why = 7;
      sv.criteria['legal-asks']!.tips = [];
    });
    expect(faults).toEqual([
      ['wrong-shape', 'criteria.1.effort'],
      ['wrong-shape', 'texts.sv.criteria.legal-asks.why'],
      ['unknown-reference', 'criteria.1.dependsOn.0'],
      ['unknown-reference', 'measures.0.criteria.0'],
      ['levels-not-ascending', 'levels.2'],
      ['tips-count', 'texts.sv.criteria.legal-asks.tips'],
      ['free-tip-missing', 'texts.sv.criteria.legal-asks.tips'],
      ['small-tip-missing', 'texts.sv.criteria.legal-asks.tips'],
      ['languages-differ', 'texts.sv.criteria.legal-asks.tips']
    ]);
  });

  it('does not call missing what stands there in a wrong shape', () => {
    const faults = faultsAfter(({ model, en, sv, nl }) => {
      model.rule = { kind: 'points' };
      for (const criterion of model.criteria) criterion.points = { yes: 1, partly: 0.5, no: 0 };
      (model.criteria[0]!.points as unknown as Loose).yes = 'ten';
      model.criteria[1]!.canBeNotApplicable = true;
      for (const text of [en, sv, nl]) {
        text.criteria['legal-licence']!.notApplicableWhen = `(${text.locale}) when`;
        text.criteria['legal-licence']!.template = { title: `(${text.locale}) title`, body: `(${text.locale}) body` };
      }
      (en.criteria['legal-licence'] as unknown as Loose).notApplicableWhen = true;
      (sv.criteria['legal-licence']!.template as unknown as Loose).body = 3;
    });
    expect(faults).toEqual([
      ['wrong-shape', 'criteria.0.points.yes'],
      ['wrong-shape', 'texts.en.criteria.legal-licence.notApplicableWhen'],
      ['wrong-shape', 'texts.sv.criteria.legal-licence.template.body']
    ]);
  });

  it('does not guess about barriers and levels while a criterion can not be read', () => {
    const faults = faultsAfter(({ model }) => {
      const criteria: unknown[] = model.criteria;
      criteria[0] = 'legal-asks';
      model.criteria[2]!.barriers = [];
      model.criteria[3]!.barriers = [];
      model.criteria[1]!.barriers = [];
    });
    expect(faults.filter(([code]) => code !== 'orphan-text')).toEqual([
      ['wrong-shape', 'criteria.0'],
      ['unknown-reference', 'criteria.1.dependsOn.0']
    ]);
  });

  it.each<[string, string, (files: ModelFiles) => unknown]>([
    ['duplicate-id', 'dimensions.2.id', ({ model }) => model.dimensions.push({ id: 'legal' })],
    ['dependency-cycle', 'criteria.1.dependsOn.0', ({ model }) => (model.criteria[0]!.dependsOn = ['legal-licence'])],
    [
      'depends-on-higher-level',
      'criteria.0.dependsOn.0',
      ({ model }) => (model.criteria[0]!.dependsOn = ['people-trained'])
    ],
    ['level-without-required', 'dimensions.1', ({ model }) => (model.criteria[2]!.kind = 'advice')],
    ['points-missing', 'criteria.0.points', ({ model }) => (model.rule = { kind: 'points' })],
    ['barrier-without-measure', 'barriers.0', ({ model }) => (model.measures[0]!.barriers = [])]
  ])('finds %s among all other checks', (code, path, change) => {
    expect(faultsAfter((files) => void change(files))).toContainEqual([code, path]);
  });

  it('names the faults of a second file in the same language by its place in the list', () => {
    const { model, en, sv, nl } = makeModelFiles();
    const result = validateModel(model, [en, sv, nl, { ...sv, name: '' }]);
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).toContain('texts.3.name');
  });

  it('takes a list for no section of texts', () => {
    const change = ({ sv }: ModelFiles) => Reflect.set(sv, 'barriers', ['no-time']);
    expect(faultsAfter(change)).toEqual([['wrong-shape', 'texts.sv.barriers']]);
  });

  it('explains and never throws, whatever stands in place of a field', () => {
    const fields = ['criteria', 'measures', 'levels', 'dimensions', 'barriers', 'barrierGroups', 'rule', 'version'];
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), fc.jsonValue(), (field, value, text) => {
        const { model, en, sv, nl } = makeModelFiles();
        const result = validateModel({ ...model, [field]: value }, [en, sv, { ...nl, [field]: value }, text]);
        expect(result.ok).toBe(false);
        if (!result.ok) expect(result.problems.filter(({ message }) => /undefined|\[object/.test(message))).toEqual([]);
      })
    );
  });
});

describe('shape', () => {
  it('names a field that is missing and what it must be', () => {
    const change = ({ model }: ModelFiles) => void Reflect.deleteProperty(model.criteria[3]!, 'level');
    expect(faultsAfter(change)).toEqual([['missing', 'criteria.3.level']]);
    expect(messagesAfter(change)).toEqual(['criteria.3.level is missing - it must be a whole number.']);
  });

  it.each<[string, (files: ModelFiles) => unknown, string]>([
    [
      'a text for a number',
      ({ model }) => Reflect.set(model.criteria[0]!, 'level', 'one'),
      'criteria.0.level must be a whole number - got "one".'
    ],
    [
      'a broken number',
      ({ model }) => (model.criteria[0]!.freshMonths = 1.5),
      'criteria.0.freshMonths must be a whole number - got 1.5.'
    ],
    [
      'a share above 1',
      ({ model }) => (model.measures[0]!.rule[0]!.minShare = 40),
      'measures.0.rule.0.minShare must be at most 1 - got 40.'
    ],
    [
      'a role outside the list',
      ({ model }) => Reflect.set(model.measures[0]!, 'cost', 'huge'),
      'measures.0.cost must be one of "low", "middle", "high" - got "huge".'
    ],
    ['another format', ({ model }) => Reflect.set(model, 'format', 2), 'format must be 1 - got 2.'],
    [
      'a version that is none',
      ({ model }) => (model.version = 'new'),
      'version must be a version such as "0.1.0" - got "new".'
    ],
    [
      'an id with a space',
      ({ model }) => (model.id = 'my model'),
      'id must be an id of letters, digits and hyphens - got "my model".'
    ],
    [
      'an object for a list',
      ({ model }) => Reflect.set(model.measures[0]!, 'barriers', {}),
      'measures.0.barriers must be a list [...] - got {}.'
    ],
    [
      'an unknown kind of condition',
      ({ model }) => Reflect.set(model.measures[0]!.rule[1]!, 'kind', 'mood'),
      'measures.0.rule.1.kind must be one of "criterion-unmet", "barrier-raised" - got "mood".'
    ],
    [
      'a condition without kind',
      ({ model }) => Reflect.deleteProperty(model.measures[0]!.rule[1]!, 'kind'),
      'measures.0.rule.1.kind is missing - it must be one of "criterion-unmet", "barrier-raised".'
    ],
    [
      'no condition',
      ({ model }) => (model.measures[0]!.rule = []),
      'measures.0.rule must be a list of at least 1 - got [].'
    ],
    [
      'a number for a text that may be empty',
      ({ en }) => Reflect.set(en.criteria['legal-asks']!, 'partlyMeans', { a: 1 }),
      'texts.en.criteria.legal-asks.partlyMeans must be "" or a text - got {"a":1}.'
    ],
    [
      'an empty text',
      ({ sv }) => (sv.name = ''),
      'texts.sv.name must be a text of 1 to 10,000 characters with no spaces at its ends - got "".'
    ]
  ])('explains %s', (_case, change, message) => {
    expect(messagesAfter((files) => void change(files))).toEqual([message]);
  });

  it('names each field the format does not know', () => {
    const change = ({ model, nl }: ModelFiles) => {
      Object.assign(model.criteria[2]!, { dependOn: [], hint: '' });
      Object.assign(nl, { nmae: 'x' });
    };
    expect(faultsAfter(change)).toEqual([
      ['unknown-field', 'criteria.2.dependOn'],
      ['unknown-field', 'criteria.2.hint'],
      ['unknown-field', 'texts.nl.nmae']
    ]);
    expect(messagesAfter(change)[0]).toBe(
      'criteria.2 has no field "dependOn" in this format - remove it or correct its name.'
    );
  });

  it('cuts a long value in a message', () => {
    const [message] = messagesAfter(({ model }) => Reflect.set(model, 'version', 'x'.repeat(5000)));
    expect(message!.length).toBeLessThan(150);
  });
});

describe('validateModelAlone', () => {
  it('asks for no texts, and names every fault of the model', () => {
    const { model } = makeModelFiles();
    expect(validateModelAlone(model)).toEqual({ ok: true, value: model });
    const result = validateModelAlone({ ...model, levels: [0, 2, 1], id: '' });
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual(['id', 'levels.2']);
  });
});

describe('readScorableModel', () => {
  it('takes a questionnaire that could not be published', () => {
    const { model } = makeModelFiles();
    const questionnaire = { ...model, measures: [], rule: { kind: 'points' } };
    expect(validateModelAlone(questionnaire).ok).toBe(false);
    expect(readScorableModel(questionnaire).ok).toBe(true);
  });

  it('keeps the level a partly gives, and refuses a weight of 0', () => {
    const { model } = makeModelFiles();
    const [first, ...rest] = model.criteria;
    const walk = { ...model, rule: { kind: 'first-no' }, criteria: [{ ...first!, partlyLevel: 1 }, ...rest] };
    expect(readScorableModel(walk)).toEqual({ ok: true, value: walk });
    const result = readScorableModel({ ...model, criteria: [{ ...first!, weight: 0 }, ...rest] });
    expect(result.ok ? null : result.problems[0]?.message).toBe('criteria.0.weight must be a number above 0 - got 0.');
  });

  it('refuses what scoring could not survive', () => {
    const { model } = makeModelFiles();
    model.criteria[0]!.dependsOn = ['legal-licence'];
    const result = readScorableModel(model);
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(['dependency-cycle']);
  });
});
