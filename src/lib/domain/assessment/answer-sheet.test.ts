import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import { toAnswerSheet } from './answer-sheet';
import { levelAfter } from './level-after';

describe('toAnswerSheet', () => {
  it('leaves out an answer that was taken back', () => {
    const sheet = toAnswerSheet([
      { criterionId: 'l1', value: 'dont-know' },
      { criterionId: 'l2', value: null }
    ]);
    expect(sheet).toEqual({ l1: 'dont-know' });
  });
});

describe('levelAfter', () => {
  it('is the overall level with the criteria met on top of the answers', () => {
    const model = buildModel([
      { id: 'l1', dimension: 'legal', level: 1 },
      { id: 'm1', dimension: 'money', level: 1 }
    ]);
    expect(levelAfter(model, { l1: 'yes' }, [])).toBe(0);
    expect(levelAfter(model, { l1: 'yes' }, ['m1'])).toBe(1);
  });
});
