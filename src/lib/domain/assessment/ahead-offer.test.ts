import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import { offerAhead } from './ahead-offer';

const model = buildModel([
  { id: 'l1', dimension: 'legal', level: 1 },
  { id: 'l2', dimension: 'legal', level: 2 },
  { id: 'l2-advice', dimension: 'legal', level: 2, kind: 'advice' },
  { id: 'l3', dimension: 'legal', level: 3 },
  { id: 'm1', dimension: 'money', level: 1 }
]);

describe('offerAhead', () => {
  it('is made after two levels unmet, for the questions that follow', () => {
    expect(offerAhead(model, 'legal', { l1: 'no', l2: 'partly' })).toEqual({
      unmet: [1, 2],
      criteria: ['l2-advice', 'l3']
    });
  });

  it('is not made after one', () => {
    expect(offerAhead(model, 'legal', { l1: 'no', l2: 'yes' })).toBeNull();
    expect(offerAhead(model, 'legal', { l1: 'no' })).toBeNull();
  });

  it("is not made on a don't-know, nor on advice alone", () => {
    expect(offerAhead(model, 'legal', { l1: 'no', l2: 'dont-know' })).toBeNull();
    expect(offerAhead(model, 'legal', { l1: 'no', l2: 'yes', 'l2-advice': 'no' })).toBeNull();
  });

  it('is not made where a level between the two was met', () => {
    expect(offerAhead(model, 'legal', { l1: 'no', l2: 'yes', l3: 'no' })).toBeNull();
  });

  it('leaves alone what has an answer, and ends when nothing is left', () => {
    const answers = { l1: 'no', l2: 'no', 'l2-advice': 'yes' } as const;
    expect(offerAhead(model, 'legal', answers)?.criteria).toEqual(['l3']);
    expect(offerAhead(model, 'legal', { ...answers, l3: 'not-reached' })).toBeNull();
  });

  it('never takes a question that was passed by before the levels that decided', () => {
    const skipped = buildModel([
      { id: 'a1-advice', dimension: 'a', level: 1, kind: 'advice' },
      { id: 'a1', dimension: 'a', level: 1 },
      { id: 'a2', dimension: 'a', level: 2 },
      { id: 'a3', dimension: 'a', level: 3 }
    ]);
    expect(offerAhead(skipped, 'a', { a1: 'no', a2: 'no' })?.criteria).toEqual(['a3']);
  });

  it('steps across a level without required criteria, as scoring does', () => {
    const gap = buildModel([
      { id: 'a1', dimension: 'a', level: 1 },
      { id: 'a2', dimension: 'a', level: 2, kind: 'advice' },
      { id: 'a3', dimension: 'a', level: 3 },
      { id: 'a3-advice', dimension: 'a', level: 3, kind: 'advice' }
    ]);
    expect(offerAhead(gap, 'a', { a1: 'no', a3: 'no' })).toEqual({ unmet: [1, 3], criteria: ['a3-advice'] });
  });
});
