import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOneSided, mergeGroups } from './merge-groups';

describe('small groups that are alike', () => {
  it('are those under ten in which all, or all but one, are in one category', () => {
    expect([[9], [8, 1], [7, 1, 1], [10], [9, 1], [0, 0], [1]].map((counts) => isOneSided({ counts }))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      true
    ]);
  });

  it('are merged with the smaller neighbour, the one before where both are equal', () => {
    const groups = [
      { id: 'a', counts: [5, 6] },
      { id: 'b', counts: [4, 0] },
      { id: 'c', counts: [3, 6] },
      { id: 'd', counts: [0, 3] },
      { id: 'e', counts: [4, 5] }
    ];
    const merged = mergeGroups(groups);
    expect(merged.ok && merged.value.map(({ ids, counts }) => [ids.join('+'), ...counts])).toEqual([
      ['a', 5, 6],
      ['b+c', 7, 6],
      ['d+e', 4, 8]
    ]);
  });

  it('are refused where all groups together are still one', () => {
    expect(
      mergeGroups([
        { id: 'a', counts: [4, 0] },
        { id: 'b', counts: [3, 1] }
      ])
    ).toMatchObject({ ok: false, problems: [{ code: 'one-sided' }] });
    expect(mergeGroups([])).toEqual({ ok: true, value: [] });
  });

  it('leave nobody out, in order, whatever the groups', () => {
    const groups = fc.array(fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }), { maxLength: 8 });
    fc.assert(
      fc.property(groups, (counts) => {
        const merged = mergeGroups(counts.map((own, i) => ({ id: String(i), counts: own })));
        if (!merged.ok) return;
        expect(merged.value.flatMap(({ ids }) => ids)).toEqual(counts.map((_, i) => String(i)));
        expect(merged.value.some(isOneSided)).toBe(false);
        for (const { ids, counts: sum } of merged.value)
          expect(sum).toEqual([0, 1, 2].map((c) => ids.reduce((total, id) => total + counts[Number(id)]![c]!, 0)));
      })
    );
  });
});
