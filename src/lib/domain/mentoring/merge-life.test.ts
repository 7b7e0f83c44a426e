import { describe, expect, it } from 'vitest';
import { type EvaluationContent, mergeEntry, mergeEvaluation } from './merge-life';

const item = { session: 2, text: 'Our list', done: false, removed: false };

describe('an item of the agenda that two people change', () => {
  it('has a tick of one and words of the other', () => {
    const worded = mergeEntry(item, { text: 'Our new list' }, { text: 'Our list' });
    expect(mergeEntry(worded.merged, { done: true }, { done: false })).toMatchObject({
      merged: { text: 'Our new list', done: true },
      clashes: []
    });
  });

  it('stays where whoever took it off had not seen its words, or others are open', () => {
    const gone = { removed: true };
    expect(mergeEntry(item, gone, { removed: false, text: 'Our list' }).merged.removed).toBe(true);
    expect(mergeEntry(item, gone, { removed: false, text: 'A list' }).merged.removed).toBe(false);
    const open = [{ id: 'c', field: 'text', value: 'The list' }];
    expect(mergeEntry(item, gone, { removed: false, text: 'Our list' }, open).merged.removed).toBe(false);
  });
});

describe('what two officers of one side say at once', () => {
  const said: EvaluationContent = { helped: 4, goals: ['a'], worked: 'Calls', missing: '', again: true };

  it('is put together: goals of both, a text of one where the other wrote none, two opinions side by side', () => {
    const mine = { ...said, helped: 2, goals: ['b'], worked: '', missing: 'Time' };
    const first = { helped: null, goals: [], missing: '', again: null };
    const merge = mergeEvaluation(said, mine, first);
    expect(merge.merged).toEqual({ ...said, goals: ['a', 'b'], missing: 'Time' });
    expect(merge.clashes).toEqual([{ field: 'helped', value: 2, replaces: null }]);
    expect(merge.changed.sort()).toEqual(['goals', 'missing']);
  });

  it('takes out a goal that its author had seen and unticked', () => {
    expect(mergeEvaluation(said, { ...said, goals: [] }, { goals: ['a'] })).toMatchObject({
      merged: { goals: [] },
      changed: ['goals']
    });
  });
});
