import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentArbitrary } from '../../../../tests/arbitraries/model';
import { buildModel } from '../../../../tests/builders/model';
import { scoreAssessment } from '../assessment/score-assessment';
import { projectProfile } from './projected-profile';

const model = buildModel([
  { id: 'l1', dimension: 'legal', level: 1 },
  { id: 'l2', dimension: 'legal', level: 2 },
  { id: 'q1', dimension: 'quality', level: 1 },
  { id: 'q2', dimension: 'quality', level: 2 }
]);

describe('the projected profile', () => {
  it('says where each dimension stands now and where the plan takes it', () => {
    expect(projectProfile(model, { l1: 'yes', q1: 'no' }, ['l2', 'q2'])).toEqual({
      dimensions: [
        { dimension: 'legal', before: 1, after: 2 },
        { dimension: 'quality', before: 0, after: 0 }
      ],
      overall: { before: 0, after: 0 },
      raised: 1
    });
  });

  it('leaves alone what does not apply, and what the model does not know', () => {
    const answers = { l1: 'not-applicable', q1: 'yes' } as const;
    expect(projectProfile(model, answers, ['l1', 'gone']).dimensions).toEqual(
      projectProfile(model, answers, []).dimensions
    );
  });

  it('has no levels under a rule without them', () => {
    expect(projectProfile({ ...model, rule: { kind: 'points' } }, {}, ['l1']).dimensions[0]).toMatchObject({
      before: null,
      after: null
    });
  });
});

describe.each(['staged', 'first-no'] as const)('on any model with the rule %s, a plan', (kind) => {
  it('never lowers a dimension, lowers none by more steps, and changes nothing when it is empty', () => {
    fc.assert(
      fc.property(assessmentArbitrary(kind), fc.array(fc.nat(20)), fc.nat(20), ({ model, answers }, picks, more) => {
        const idAt = (n: number) => model.criteria[n % Math.max(1, model.criteria.length)]?.id ?? 'none';
        const small = projectProfile(model, answers, picks.map(idAt));
        const large = projectProfile(model, answers, [...picks, more].map(idAt));
        const now = scoreAssessment(model, answers);
        small.dimensions.forEach((one, i) => {
          expect(one.before).toBe(now.dimensions[one.dimension]?.level ?? null);
          if (one.before !== null) expect(one.after!).toBeGreaterThanOrEqual(one.before);
          if (one.after !== null) expect(large.dimensions[i]!.after!).toBeGreaterThanOrEqual(one.after);
        });
        const none = projectProfile(model, answers, []);
        expect(none.dimensions.every((one) => one.before === one.after)).toBe(true);
        expect(none.raised).toBe(0);
      }),
      { numRuns: 300 }
    );
  });
});
