import { expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import { moveDimension, moveOverall } from './moves';

it('takes in unmet dependencies of dependencies, from other dimensions too, and none behind one that is met', () => {
  const model = buildModel([
    { id: 'a', dimension: 'd', level: 1, dependsOn: ['b'] },
    { id: 'b', dimension: 'e', level: 1, effort: 'weeks', dependsOn: ['c'] },
    { id: 'c', dimension: 'e', level: 2, effort: 'months' }
  ]);
  expect(moveDimension(model, 'd', {})).toEqual({ criteria: ['a', 'b', 'c'], effort: 76 });
  expect(moveDimension(model, 'd', { b: 'not-applicable' })).toEqual({ criteria: ['a'], effort: 1 });
});

it('prefers fewer criteria to less effort, then less effort, then model order', () => {
  const model = buildModel([
    { id: 'a1', dimension: 'a', level: 1 },
    { id: 'a2', dimension: 'a', level: 1 },
    { id: 'b', dimension: 'b', level: 1, effort: 'months' },
    { id: 'c', dimension: 'c', level: 1, effort: 'weeks' },
    { id: 'd', dimension: 'd', level: 1, effort: 'weeks' },
    { id: 'e', dimension: 'e', level: 1, effort: 'days' }
  ]);
  // the median of five needs three, e is done
  expect(moveOverall(model, { e: 'yes' })?.criteria).toEqual(['c', 'd']);
  expect(moveOverall(model, { e: 'yes', c: 'no', b: 'yes' })?.criteria).toEqual(['c']);
});

it('sees that three dimensions that lean on the same criterion are cheaper together than the three cheapest', () => {
  const model = buildModel([
    { id: 'base', dimension: 'x', level: 3 },
    ...['a', 'b', 'c'].map((d) => ({ id: d, dimension: d, level: 1, dependsOn: ['base'] })),
    ...['p', 'q'].flatMap((d) => [1, 2].map((i) => ({ id: `${d}${i}`, dimension: d, level: 1 })))
  ]);
  // six dimensions, the lower median needs four above 0; x itself is lifted by base alone
  expect(moveOverall(model, {})).toEqual({ criteria: ['base', 'a', 'b', 'c'], effort: 4 });
});

it('lifts a dimension that is more than one level behind the overall level all the way', () => {
  const model = buildModel([
    { id: 'a1', dimension: 'a', level: 1 },
    { id: 'a2', dimension: 'a', level: 2 },
    { id: 'b1', dimension: 'b', level: 1 },
    { id: 'c1', dimension: 'c', level: 1 },
    { id: 'c2', dimension: 'c', level: 2 }
  ]);
  // levels 0, 1, 2: b has no level above 1, so a must go from 0 to 2
  expect(moveOverall(model, { b1: 'yes', c1: 'yes', c2: 'yes' })).toEqual({ criteria: ['a1', 'a2'], effort: 2 });
});

it('is null at the top and where too few dimensions can still rise', () => {
  const model = buildModel([
    { id: 'a', dimension: 'a', level: 1 },
    { id: 'b', dimension: 'b', level: 1 },
    { id: 'c', dimension: 'b', level: 2 }
  ]);
  expect(moveDimension(model, 'a', { a: 'yes' })).toBeNull();
  expect(moveOverall(model, { a: 'yes', b: 'yes' })).toBeNull();
});

it('answers at once for sixty dimensions that all lean on the same criterion', () => {
  const dimensions = Array.from({ length: 60 }, (_, i) => `d${i}`);
  const model = buildModel(
    dimensions.map((d, i) => ({ id: d, dimension: d, level: 1, dependsOn: i > 0 ? ['d0'] : [] }))
  );
  expect(moveOverall(model, {})?.criteria).toEqual(dimensions.slice(0, 31));
});
