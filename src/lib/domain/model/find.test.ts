import { describe, expect, it } from 'vitest';
import { criteriaOf, criterionById } from './find';
import { makeModelFiles } from './model.fixture';

describe('criterionById', () => {
  it('gives the criterion, or nothing for an id the model does not have', () => {
    const { model } = makeModelFiles();
    expect(criterionById(model, 'people-trained')).toBe(model.criteria[3]);
    expect(criterionById(model, 'people')).toBeUndefined();
  });
});

describe('criteriaOf', () => {
  it('gives the criteria of one dimension in model order', () => {
    const { model } = makeModelFiles();
    model.criteria.reverse();
    const ids = criteriaOf(model, 'people').map(({ id }) => id);
    expect(ids).toEqual(['people-advice', 'people-trained', 'people-know']);
  });

  it('gives nothing for a dimension the model does not have', () => {
    expect(criteriaOf(makeModelFiles().model, 'x')).toEqual([]);
  });
});
