import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laySetting, mergeSetting, type SettingContent, settingField, withSettingField } from './merge-setting';

const now: SettingContent = { conditions: ['portal'], target: { legal: 3 }, example: false };

describe('what two officers say of their municipality at once', () => {
  it('is both, in different dimensions and of different conditions', () => {
    const mine = { ...now, conditions: ['large' as const], target: { people: 2 } };
    const merge = mergeSetting(now, mine, { conditions: [], target: null });
    expect(merge.merged.target).toEqual({ legal: 3, people: 2 });
    expect([...merge.merged.conditions].sort()).toEqual(['large', 'portal']);
    expect(merge.clashes).toEqual([]);
    expect([...merge.changed].sort()).toEqual(['conditions', 'target.people']);
  });

  it('is a clash where it is two levels of one dimension, also where one of them took the target away', () => {
    expect(mergeSetting(now, { target: { legal: 5 } }, { target: { legal: 1 } }).clashes).toEqual([
      { field: 'target.legal', value: 5, replaces: null }
    ]);
    expect(mergeSetting(now, { target: null }, { target: { legal: 1 } }).clashes).toEqual([
      { field: 'target.legal', value: null, replaces: null }
    ]);
  });

  it('leaves what is not named in what was seen', () => {
    const merge = mergeSetting(now, { conditions: [], target: null, example: true }, { example: false });
    expect(merge).toMatchObject({ merged: { ...now, example: true }, changed: ['example'], clashes: [] });
  });

  it('has no target at all once the last level is gone', () => {
    expect(mergeSetting(now, { target: {} }, { target: { legal: 3 } }).merged.target).toBeNull();
    expect(withSettingField(now, 'target.legal', null).target).toBeNull();
    expect(settingField(withSettingField(now, 'target.quality.data', 4), 'target.quality.data')).toBe(4);
  });

  it('shows its author what they chose, whatever came meanwhile', () => {
    expect(laySetting(now, { target: { legal: 5 } }, { target: { legal: 1 } }).target).toEqual({ legal: 5 });
    expect(laySetting(now, { example: true, target: null, conditions: [] })).toEqual({
      ...{ example: true, target: null, conditions: [] }
    });
  });

  const level = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
  const target = fc.record({ legal: level, people: level, quality: level }).map((levels) => {
    const chosen = Object.entries(levels).filter(([, value]) => value !== undefined);
    return chosen.length ? (Object.fromEntries(chosen) as Record<string, number>) : null;
  });
  it('loses no level that somebody chose: it stands, or is kept beside', () => {
    fc.assert(
      fc.property(target, target, target, (seen, theirs, mine) => {
        const before = { ...now, target: seen };
        const standing = mergeSetting(before, { target: theirs }, { target: seen }).merged;
        const { merged, clashes } = mergeSetting(standing, { target: mine }, { target: seen });
        for (const field of ['target.legal', 'target.people', 'target.quality']) {
          const at = (of: typeof seen) => settingField({ target: of }, field);
          const values = [at(merged.target), ...clashes.filter((c) => c.field === field).map(({ value }) => value)];
          if (at(theirs) !== at(seen)) expect(values).toContain(at(theirs));
          if (at(mine) !== at(seen)) expect(values).toContain(at(mine));
        }
      })
    );
  });
});
