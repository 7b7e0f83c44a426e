import { expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import type { AnswerSheet } from '../model/types';
import { countProfile } from './explain';
import { scoreAssessment } from './score-assessment';

const model = buildModel(
  ['a', 'b', 'c', 'd'].flatMap((dimension) =>
    [1, 2, 3].map((level) => ({ id: `${dimension}${level}`, dimension, level }))
  )
);
const profileOf = (answers: AnswerSheet, of = model) => countProfile(of, scoreAssessment(of, answers));

it('counts dimensions at each level or above and names what is open, unfinished or left out', () => {
  const profile = profileOf({
    ...{ a1: 'yes', a2: 'no' },
    ...{ b1: 'yes', b2: 'yes', b3: 'dont-know' },
    ...{ c1: 'yes', c2: 'yes' },
    ...{ d1: 'not-applicable', d2: 'not-applicable', d3: 'not-applicable' }
  });
  expect(profile).toEqual({
    counted: 3,
    leftOut: ['d'],
    atLeast: [
      { level: 1, count: 3 },
      { level: 2, count: 2 },
      { level: 3, count: 0 }
    ],
    headline: { level: 2, count: 2, of: 3 },
    lowest: { level: 1, dimensions: ['a'] },
    highest: { level: 2, dimensions: ['b', 'c'] },
    open: ['b', 'c'],
    notAssessed: ['c']
  });
});

it('speaks of the lowest level that says something where the overall level is the first one', () => {
  expect(profileOf({ a1: 'yes' }).headline).toEqual({ level: 1, count: 1, of: 4 });
  expect(profileOf({}).headline).toBeNull();
});

it('has nothing to say about levels under a rule without them', () => {
  const points = { ...model, rule: { kind: 'points' as const } };
  expect(profileOf({}, points)).toMatchObject({ counted: 4, atLeast: [], headline: null, lowest: null, open: [] });
});
