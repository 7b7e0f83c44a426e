import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import { firstOpenQuestion, orderQuestions, placeQuestion } from './question-order';

const model = buildModel(
  [
    { id: 'p1', dimension: 'people', level: 1 },
    { id: 'l2', dimension: 'legal', level: 2 },
    { id: 'l1', dimension: 'legal', level: 1 },
    { id: 'l3', dimension: 'legal', level: 3 },
    { id: 'p2', dimension: 'people', level: 2 }
  ],
  { dimensions: [{ id: 'legal' }, { id: 'people' }] }
);

describe('orderQuestions', () => {
  it('goes through a dimension level by level before the next dimension', () => {
    expect(orderQuestions(model).map(({ id }) => id)).toEqual(['l1', 'l2', 'l3', 'p1', 'p2']);
  });
});

describe('placeQuestion', () => {
  it('counts questions and dimensions from one', () => {
    expect(placeQuestion(model, {}, 'p1')).toMatchObject({ number: 4, of: 5, dimensionNumber: 2, dimensions: 2 });
  });

  it('steps over questions set aside as not reached, forwards and backwards', () => {
    const answers = { l2: 'not-reached', l3: 'not-reached' } as const;
    expect(placeQuestion(model, answers, 'l1')?.next).toBe('p1');
    expect(placeQuestion(model, answers, 'p1')?.previous).toBe('l1');
  });

  it('has nothing before the first and nothing after the last', () => {
    expect(placeQuestion(model, {}, 'l1')?.previous).toBeNull();
    expect(placeQuestion(model, {}, 'p2')?.next).toBeNull();
  });

  it('does not know a question of another model', () => {
    expect(placeQuestion(model, {}, 'constructor')).toBeNull();
  });
});

describe('firstOpenQuestion', () => {
  it('is the first in order without an answer, whatever was answered after it', () => {
    expect(firstOpenQuestion(orderQuestions(model), { l1: 'dont-know', l3: 'yes' })).toBe('l2');
  });

  it('is nothing when everything has an answer, set aside included', () => {
    const answers = { l1: 'yes', l2: 'no', l3: 'not-reached', p1: 'partly', p2: 'dont-know' } as const;
    expect(firstOpenQuestion(orderQuestions(model), answers)).toBeNull();
  });
});
