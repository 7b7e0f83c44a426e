import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentArbitrary } from '../../../../tests/arbitraries/model';
import { makeCriterion, makeModelFiles } from '../model/model.fixture';
import type { AnswerSheet } from '../model/types';
import { checkCriteria, readCheck } from './check';
import { countPassed, parseKeptCheck, readCheckAnswers } from './kept-check';

const { model: small } = makeModelFiles();
const model = {
  ...small,
  criteria: [
    makeCriterion('l2', 'legal', 2, { inCheck: true, dependsOn: ['l1'], effort: 'hours' }),
    makeCriterion('l1', 'legal', 1, { inCheck: true, effort: 'weeks' }),
    makeCriterion('p1', 'people', 1, { inCheck: true, effort: 'days' }),
    makeCriterion('p2', 'people', 2)
  ]
};

describe('the five-minute check', () => {
  it('asks its own criteria, dimension by dimension and level by level', () => {
    expect(checkCriteria(model).map(({ id }) => id)).toEqual(['l1', 'l2', 'p1']);
  });

  it('says which marks are passed, by dimension', () => {
    const { total, passed, dimensions } = readCheck(model, { l1: 'yes', l2: 'partly', p1: 'dont-know', p2: 'yes' });
    expect([total, passed]).toEqual([3, 1]);
    expect(dimensions).toEqual([
      {
        dimension: 'legal',
        marks: [
          { criterion: 'l1', level: 1, passed: true },
          { criterion: 'l2', level: 2, passed: false }
        ]
      },
      { dimension: 'people', marks: [{ criterion: 'p1', level: 1, passed: false }] }
    ]);
  });

  it('takes the least work at the lowest level as the next step', () => {
    expect(readCheck(model, {}).step).toEqual({
      criterion: 'p1',
      dimension: 'people',
      because: 'unanswered',
      effort: 'days',
      findOut: false
    });
    expect(readCheck(model, { p1: 'yes' }).step?.criterion).toBe('l1');
    expect(readCheck(model, { p1: 'dont-know', l1: 'yes' }).step).toMatchObject({ criterion: 'p1', findOut: true });
  });

  it('has no step left once every mark is passed', () => {
    expect(readCheck(model, { l1: 'yes', l2: 'yes', p1: 'yes' }).step).toBeNull();
  });

  it('says nothing of levels or scores', () => {
    expect(Object.keys(readCheck(model, { l1: 'yes' })).sort()).toEqual(['dimensions', 'passed', 'step', 'total']);
  });

  it.each(['staged', 'points', 'first-no'] as const)(
    'has a step that is unmet, asked and of the lowest unmet level, under the rule %s',
    (kind) => {
      const inCheck = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
      fc.assert(
        fc.property(assessmentArbitrary(kind), inCheck, ({ model: given, answers }, chosen) => {
          const checked = { ...given, criteria: given.criteria.map((c, i) => ({ ...c, inCheck: chosen[i] ?? false })) };
          const met = (id: string) => answers[id] === 'yes' || answers[id] === 'not-applicable';
          const unmet = checked.criteria.filter((c) => c.inCheck && !met(c.id));
          const { step, passed, total } = readCheck(checked, answers as AnswerSheet);
          expect(total - passed).toBe(unmet.length);
          if (unmet.length === 0) {
            expect(step).toBeNull();
            return;
          }
          const taken = unmet.find(({ id }) => id === step?.criterion);
          expect(taken?.level).toBe(Math.min(...unmet.map(({ level }) => level)));
        }),
        { numRuns: 400 }
      );
    }
  );
});

describe('a check kept in the browser', () => {
  const kept = {
    modelId: 'roadmap',
    modelVersion: '1.0.0',
    answers: { l1: 'yes', l2: 'dont-know' },
    takenAt: '2026-11-12T09:00:00.000Z',
    done: true
  };

  it('is read as it was written', () => {
    expect(parseKeptCheck(JSON.stringify(kept))).toEqual(kept);
    expect(countPassed(kept.answers as AnswerSheet)).toBe(1);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{"modelId"'],
    ['a list', '[]'],
    ['a model that is no name', JSON.stringify({ ...kept, modelId: '../x' })],
    ['a version that is none', JSON.stringify({ ...kept, modelVersion: 'latest' })],
    ['an answer the check does not offer', JSON.stringify({ ...kept, answers: { l1: 'not-applicable' } })],
    ['an answer that is no text', JSON.stringify({ ...kept, answers: { l1: { yes: true } } })],
    ['a criterion that is no name', JSON.stringify({ ...kept, answers: { '<b>': 'yes' } })],
    ['answers as a list', JSON.stringify({ ...kept, answers: ['yes'] })],
    ['a day that is none', JSON.stringify({ ...kept, takenAt: '12 november' })],
    ['a moment that never was', JSON.stringify({ ...kept, takenAt: '2026-02-31T09:00:00.000Z' })],
    ['no word on whether it is done', JSON.stringify({ ...kept, done: undefined })]
  ])('is no check where it holds %s', (_case, text) => {
    expect(parseKeptCheck(text)).toBeNull();
  });

  it('holds no more answers than any model asks for', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`c${i}`, 'yes']));
    expect(readCheckAnswers(many)).toBeNull();
  });
});
