import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentArbitrary } from '../../../../tests/arbitraries/model';
import { buildModel } from '../../../../tests/builders/model';
import type { AnswerSheet, MaturityModel } from '../model/types';
import { scoreAssessment } from './score-assessment';
import { stressWeights } from './stress-test';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const model = buildModel(ids.map((id) => ({ id, dimension: `dim-${id}`, level: 1 })));
const stress = (of: MaturityModel, answers: AnswerSheet) => stressWeights(of, scoreAssessment(of, answers));
const sheet = (yes: string[], rest: 'no' | 'partly' | 'not-applicable'): AnswerSheet =>
  Object.fromEntries(ids.map((id) => [id, yes.includes(id) ? 'yes' : rest]));

describe('the weights stress test', () => {
  it('is steady where every dimension has the same score: no weighting changes a mean of equals', () => {
    expect(stress(model, sheet([], 'partly'))).toEqual({ draws: 1000, share: 1, low: 50, high: 50, verdict: 'steady' });
  });

  it('depends on what one weighs where half of the dimensions have 100 and the others 0', () => {
    const found = stress(model, sheet(['a', 'b', 'c', 'd'], 'no'))!;
    // the sum of four of eight weights is Beta(4, 4): within 0.05 of a half it lies with probability 0.217
    expect(found.share).toBeGreaterThan(0.217 - 0.04);
    expect(found.share).toBeLessThan(0.217 + 0.04);
    expect(found.verdict).toBe('depends');
    // its 5th and 95th percentiles are 0.225 and 0.775
    expect(found.low).toBeCloseTo(22.5, -1);
    expect(found.high).toBeCloseTo(77.5, -1);
  });

  it('lies between where scores are near each other', () => {
    // one of eight at 100 and the others at 50: the weight of one is Beta(1, 7), the mean 50 + 50 w, reported 56.25
    const found = stress(model, sheet(['a'], 'partly'))!;
    const within = (w: number) => 1 - (1 - w) ** 7;
    const expected = within(11.25 / 50) - within(1.25 / 50);
    expect(Math.abs(found.share - expected)).toBeLessThan(0.04);
    expect(found.verdict).toBe('somewhat');
  });

  it('leaves out dimensions with nothing applicable, and has nothing to say where none is left', () => {
    expect(stress(model, sheet(['a'], 'not-applicable'))).toMatchObject({ share: 1, low: 100, high: 100 });
    expect(stress(model, sheet([], 'not-applicable'))).toBeNull();
  });

  it('says the same twice, and the same whatever the order of dimensions and criteria', () => {
    fc.assert(
      fc.property(assessmentArbitrary(), ({ model: drawn, answers }) => {
        const turned = {
          ...drawn,
          dimensions: [...drawn.dimensions].reverse(),
          criteria: [...drawn.criteria].reverse()
        };
        expect(stress(turned, answers)).toEqual(stress(drawn, answers));
      }),
      { numRuns: 40 }
    );
  });

  it('keeps its ends within the scores of the dimensions, under every rule', () => {
    for (const kind of ['staged', 'points', 'first-no'] as const) {
      fc.assert(
        fc.property(assessmentArbitrary(kind), ({ model: drawn, answers }) => {
          const result = scoreAssessment(drawn, answers);
          const found = stressWeights(drawn, result);
          if (!found) {
            expect(result.overall.score).toBeNull();
            return;
          }
          const scores = Object.values(result.dimensions).flatMap((dimension) => dimension?.score ?? []);
          expect(found.low).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-9);
          expect(found.high).toBeLessThanOrEqual(Math.max(...scores) + 1e-9);
          expect(found.share).toBeGreaterThanOrEqual(0);
          expect(found.share).toBeLessThanOrEqual(1);
        }),
        { numRuns: 30 }
      );
    }
  });
});
