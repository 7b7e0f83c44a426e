import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerContent, mergeAnswer } from './merge-answer';

const content = fc.record({
  value: fc.constantFrom('yes', 'no', 'partly', null),
  note: fc.constantFrom('', 'a', 'b'),
  evidence: fc.constantFrom('', 'KS 1')
}) as fc.Arbitrary<AnswerContent>;

describe('two officers change the same answer', () => {
  const base: AnswerContent = { value: 'no', note: 'old', evidence: '' };

  it('keeps both when they chose different values', () => {
    expect(mergeAnswer(base, { ...base, value: 'yes' }, { ...base, value: 'partly' })).toEqual({
      kind: 'conflict',
      fields: ['value']
    });
  });

  it('puts a value and a note together', () => {
    expect(mergeAnswer(base, { ...base, value: 'yes' }, { ...base, note: 'new' })).toEqual({
      kind: 'merged',
      content: { value: 'yes', note: 'new', evidence: '' }
    });
  });

  it('sees no conflict where both said the same', () => {
    expect(mergeAnswer(base, { ...base, value: 'yes' }, { ...base, value: 'yes' })).toEqual({ kind: 'same' });
  });

  it('gives the content alone, also where whole rows are handed in', () => {
    const row = { id: 'row', version: 3, value: 'yes', note: '', evidence: '' } as const;
    const merge = mergeAnswer({ ...row }, row, { value: 'yes', note: 'mine', evidence: '' });
    expect(merge).toEqual({ kind: 'merged', content: { value: 'yes', note: 'mine', evidence: '' } });
  });

  it('never loses a change: each changed field is in the result or named as a conflict', () => {
    fc.assert(
      fc.property(fc.option(content, { nil: null }), content, content, (base, present, mine) => {
        const start = base ?? { value: null, note: '', evidence: '' };
        const merge = mergeAnswer(base, present, mine);
        const result = merge.kind === 'merged' ? merge.content : present;
        for (const field of ['value', 'note', 'evidence'] as const) {
          if (merge.kind === 'conflict' && merge.fields.includes(field)) continue;
          if (merge.kind === 'conflict') continue;
          if (mine[field] !== start[field]) expect(result[field]).toBe(mine[field]);
          if (present[field] !== start[field]) expect(result[field]).toBe(present[field]);
        }
      })
    );
  });

  it('is the same whoever comes first', () => {
    fc.assert(
      fc.property(fc.option(content, { nil: null }), content, content, (base, a, b) => {
        const resolve = (one: AnswerContent, two: AnswerContent) => {
          const merge = mergeAnswer(base, one, two);
          return merge.kind === 'conflict' ? [...merge.fields].sort() : merge.kind === 'merged' ? merge.content : one;
        };
        expect(resolve(a, b)).toEqual(resolve(b, a));
      })
    );
  });
});
