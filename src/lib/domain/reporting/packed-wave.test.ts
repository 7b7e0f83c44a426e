import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNCONFIRMED } from '../assessment/packed-answers';
import { scoreAssessment } from '../assessment/score-assessment';
import { ANSWER_VALUES, type AnswerSheet } from '../model/types';
import { levelsOfPacked, NO_LEVEL, packWave } from './packed-wave';
import { buildModel } from '../../../../tests/builders/model';

const model = buildModel(
  Array.from({ length: 12 }, (_, i) => ({
    id: `c${i}`,
    dimension: `d${i % 3}`,
    level: 1 + (i % 4),
    kind: i === 11 ? ('advice' as const) : ('required' as const)
  })),
  { levels: [0, 1, 2, 3, 4] }
);
const register = [{ code: '0001' }, { code: '0002' }, { code: '0003' }];

describe('a packed wave', () => {
  it('has the same levels as its assessments scored one by one', () => {
    const sheet = fc
      .array(fc.constantFrom(...ANSWER_VALUES, null), { minLength: 12, maxLength: 12 })
      .map((values) => Object.fromEntries(values.flatMap((value, i) => (value ? [[`c${i}`, value]] : []))));
    fc.assert(
      fc.property(fc.array(sheet, { maxLength: 3 }), fc.boolean(), (sheets: AnswerSheet[], carried) => {
        const assessed = sheets.map((answers, i) => ({
          municipality: register[i]!.code,
          mode: 'self' as const,
          answers,
          unconfirmed: carried ? ['c0', 'c1'] : []
        }));
        const { overall, dimensions } = levelsOfPacked(model, packWave(model, register, assessed));
        for (const [row, { answers }] of assessed.entries()) {
          const scored = scoreAssessment(model, answers);
          expect(overall[row]).toBe(scored.overall.level ?? NO_LEVEL);
          const levels = model.dimensions.map(({ id }) => scored.dimensions[id]?.level ?? NO_LEVEL);
          expect([...dimensions.subarray(row * levels.length, (row + 1) * levels.length)]).toEqual(levels);
        }
      })
    );
  });

  it('says which answers were carried over, how it was filled in and whose it is', () => {
    const wave = packWave(model, register, [
      { municipality: '0003', mode: 'shared', answers: { c1: 'no' }, unconfirmed: ['c1'] }
    ]);
    expect([...wave.municipality]).toEqual([2]);
    expect([...wave.mode]).toEqual([2]);
    expect([...wave.answers.subarray(0, 3)]).toEqual([0, 3 | UNCONFIRMED, 0]);
  });

  it('refuses a municipality that is not in the register', () => {
    expect(() => packWave(model, register, [{ municipality: '9', mode: 'self', answers: {} }])).toThrow(/not in the/);
  });
});
