import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersArbitrary, modelArbitrary } from '../../../../tests/arbitraries/model';
import { buildModel } from '../../../../tests/builders/model';
import { identityBridge } from './bridge';
import { compareModels } from './compare-models';
import type { AnswerSheet, MaturityModel } from './types';

const old = buildModel(
  [
    { id: 'l1', dimension: 'legal', level: 1 },
    { id: 'l2', dimension: 'legal', level: 2 },
    { id: 'l3', dimension: 'legal', level: 3 },
    { id: 'p1', dimension: 'people', level: 1 },
    { id: 'p2', dimension: 'people', level: 2 }
  ],
  { version: '1.0.0' }
);
const compare = (next: MaturityModel, sheets: AnswerSheet[], from = old) =>
  compareModels({ old: from, next, bridge: identityBridge(from, next), sheets });
const edit = (
  change: (criteria: MaturityModel['criteria']) => MaturityModel['criteria'],
  from = old
): MaturityModel => ({
  ...from,
  version: '1.1.0',
  criteria: change(structuredClone(from.criteria))
});

describe('compareModels', () => {
  const sheets: AnswerSheet[] = [
    { l1: 'yes', l2: 'yes', p1: 'yes' },
    { l1: 'yes', l2: 'no', p1: 'yes' },
    { l1: 'no', p1: 'yes', p2: 'yes' }
  ];

  it('counts who falls where a criterion is added, and names it as the cause', () => {
    const next = edit((criteria) => [...criteria, { ...criteria[1]!, id: 'l2-new' }]);
    const effect = compare(next, sheets);
    expect(effect.dimensions[0]).toMatchObject({
      dimension: 'legal',
      up: 0,
      down: 1,
      same: 2,
      incomparable: 0,
      causes: [{ criterion: 'l2-new', count: 1 }]
    });
    expect(effect.dimensions[1]).toMatchObject({ up: 0, down: 0, same: 3, meanScoreChange: 0, causes: [] });
    expect(effect).toMatchObject({ assessments: 3, losing: 0, lost: [] });
    expect(effect.open[0]).toEqual({ criterion: 'l3', count: 3 });
    expect(effect.open).toContainEqual({ criterion: 'l2-new', count: 3 });
  });

  it('counts who rises where a criterion is dropped or becomes advice, and who loses an answer', () => {
    const dropped = compare(
      edit((criteria) => criteria.filter(({ id }) => id !== 'l1')),
      sheets
    );
    // the second stood at level 1, which nothing is left to attain
    expect(dropped.dimensions[0]).toMatchObject({ up: 0, down: 1, same: 2, causes: [{ criterion: 'l2', count: 1 }] });
    expect(dropped).toMatchObject({ losing: 3, lost: [{ criterion: 'l1', count: 3 }] });
    const advice = compare(
      edit((criteria) => criteria.map((one) => (one.id === 'l2' ? { ...one, kind: 'advice' } : one))),
      [{ l1: 'yes', l2: 'no', l3: 'yes' }]
    );
    expect(advice.dimensions[0]).toMatchObject({ up: 1, causes: [{ criterion: 'l2', count: 1 }] });
  });

  it('shows a changed weight as a changed score where no level moves', () => {
    const next = edit((criteria) => [...criteria, { ...criteria[0]!, id: 'l1-tip', kind: 'advice' }]);
    const heavier = edit(
      (criteria) => criteria.map((one) => (one.id === 'l1-tip' ? { ...one, weight: 3 } : one)),
      next
    );
    const effect = compare(heavier, [{ l1: 'yes', 'l1-tip': 'no' }], next);
    expect(effect.dimensions[0]).toMatchObject({ same: 1 });
    // level 1 falls from 1/2 to 1/4, a third of the score
    expect(effect.dimensions[0]?.meanScoreChange).toBeCloseTo((100 * (1 / 4 - 1 / 2)) / 3, 12);
  });

  it('goes by the score under the rule points, and names what counts otherwise', () => {
    const points = (yes: number) => ({ yes, partly: 0, no: 0 });
    const before = buildModel(
      [
        { id: 'a', dimension: 'd', level: 0, points: points(10) },
        { id: 'b', dimension: 'd', level: 0, points: points(10) }
      ],
      { rule: { kind: 'points' }, levels: [0], version: '1.0.0' }
    );
    const after = edit((criteria) => criteria.map((c) => (c.id === 'b' ? { ...c, points: points(30) } : c)), before);
    expect(compare(after, [{ a: 'yes', b: 'no' }], before).dimensions).toEqual([
      {
        dimension: 'd',
        up: 0,
        down: 1,
        same: 0,
        incomparable: 0,
        meanScoreChange: -25,
        causes: [{ criterion: 'b', count: 1 }]
      }
    ]);
  });

  it('does not compare a dimension in which nothing applies', () => {
    const effect = compare(old, [{ p1: 'not-applicable', p2: 'not-applicable' }]);
    expect(effect.dimensions[1]).toMatchObject({ up: 0, down: 0, same: 0, incomparable: 1, meanScoreChange: null });
  });

  it('finds no effect of a version that is the same, and accounts for every assessment', () => {
    const arbitrary = fc.tuple(modelArbitrary(), modelArbitrary()).chain(([first, second]) =>
      fc.record({
        first: fc.constant(first),
        second: fc.constant(second),
        sheets: fc.array(answersArbitrary(first), { maxLength: 4 })
      })
    );
    fc.assert(
      fc.property(arbitrary, ({ first, second, sheets: given }) => {
        for (const dimension of compare(first, given, first).dimensions) {
          expect(dimension).toMatchObject({ up: 0, down: 0, causes: [] });
        }
        for (const { up, down, same, incomparable } of compare(second, given, first).dimensions) {
          expect(up + down + same + incomparable).toBe(given.length);
        }
      })
    );
  });
});
