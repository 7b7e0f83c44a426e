import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentArbitrary, leaningAssessmentArbitrary } from '../../../../tests/arbitraries/model';
import { levelByText, moveByTrial, overallByText } from '../../../../tests/oracles/scoring';
import type { AnswerValue } from '../model/types';
import { moveDimension, moveOverall } from './moves';

// mostly unmet, so that there is much to choose from
const VALUES: readonly AnswerValue[] = [
  'no',
  'partly',
  'no',
  'dont-know',
  'not-reached',
  'no',
  'yes',
  'not-applicable'
];

describe.each(['staged', 'first-no'] as const)('what moves me under the rule %s', (kind) => {
  it('is the set that trying every set finds, for each dimension', () => {
    fc.assert(
      fc.property(assessmentArbitrary(kind, { dimensions: 3, criteria: 9 }, VALUES), ({ model, answers }) => {
        for (const { id } of model.dimensions) {
          expect(moveDimension(model, id, answers)).toEqual(
            moveByTrial(model, answers, (changed) => levelByText(model, id, changed))
          );
        }
      }),
      { numRuns: 300 }
    );
  });

  it('is the set that trying every set finds, for the overall level', () => {
    fc.assert(
      fc.property(assessmentArbitrary(kind, { dimensions: 6, criteria: 11 }, VALUES), ({ model, answers }) => {
        expect(moveOverall(model, answers)).toEqual(
          moveByTrial(model, answers, (changed) => overallByText(model, changed))
        );
      }),
      { numRuns: 500 }
    );
  });
});

it('is the set that trying every set finds, where dimensions lean on common criteria', () => {
  fc.assert(
    fc.property(leaningAssessmentArbitrary(), ({ model, answers }) => {
      expect(moveOverall(model, answers)).toEqual(
        moveByTrial(model, answers, (changed) => overallByText(model, changed))
      );
    }),
    { numRuns: 500 }
  );
});
