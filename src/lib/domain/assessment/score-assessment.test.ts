import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import { scoreAssessment } from './score-assessment';
import { scoreDimension } from './score-dimension';

const model = buildModel([
  { id: 'l1', dimension: 'legal', level: 1 },
  { id: 'l2', dimension: 'legal', level: 2, effort: 'days' },
  { id: 'l3', dimension: 'legal', level: 3 },
  { id: 'l3-tip', dimension: 'legal', level: 3, kind: 'advice' }
]);

describe('the level of a dimension', () => {
  it('is the first one where nothing is answered', () => {
    expect(scoreDimension(model, 'legal', {})).toEqual({
      level: 0,
      range: [0, 3],
      score: 0,
      assessed: false,
      blocking: [{ criterion: 'l1', because: 'unanswered' }],
      nextLevel: 1
    });
  });

  it('passes over a level whose required criteria are all not applicable', () => {
    const result = scoreDimension(model, 'legal', { l1: 'yes', l2: 'not-applicable', l3: 'yes' });
    expect(result?.level).toBe(3);
    expect(scoreDimension(model, 'legal', { l1: 'yes', l2: 'not-applicable', l3: 'no' })).toMatchObject({
      level: 1,
      nextLevel: 3,
      blocking: [{ criterion: 'l3', because: 'no' }]
    });
  });

  it('is not reached by partly', () => {
    expect(scoreDimension(model, 'legal', { l1: 'partly' })).toMatchObject({
      level: 0,
      blocking: [{ criterion: 'l1', because: 'partly' }]
    });
  });

  it('stays at the first one where only advice is applicable', () => {
    const required = { l1: 'not-applicable', l2: 'not-applicable', l3: 'not-applicable' } as const;
    expect(scoreDimension(model, 'legal', { ...required, 'l3-tip': 'yes' })).toEqual({
      level: 0,
      range: [0, 0],
      score: 100,
      assessed: true,
      blocking: [],
      nextLevel: null
    });
  });

  it('takes not reached as no, in the range too', () => {
    const result = scoreDimension(model, 'legal', { l1: 'dont-know', l2: 'not-reached' });
    expect(result).toMatchObject({ level: 0, range: [0, 1], score: 0 });
  });
});

describe('the score of a dimension', () => {
  it('counts each level alike, with the criteria of a level by weight', () => {
    const weighted = buildModel([
      { id: 'a', dimension: 'd', level: 1 },
      { id: 'b', dimension: 'd', level: 2, weight: 3 },
      { id: 'c', dimension: 'd', level: 2 }
    ]);
    // level 1: 1; level 2: 3 * 0.5 of 4; level 3 has nothing and is left out
    expect(scoreDimension(weighted, 'd', { a: 'yes', b: 'partly', c: 'no' })?.score).toBe((100 * (1 + 1.5 / 4)) / 2);
    // level 2 has only c left
    expect(scoreDimension(weighted, 'd', { a: 'yes', b: 'not-applicable', c: 'no' })?.score).toBe(50);
  });
});

describe('whether a dimension is assessed', () => {
  it('asks for the required criteria up to one level above the attained one', () => {
    expect(scoreDimension(model, 'legal', { l1: 'yes' })?.assessed).toBe(false);
    expect(scoreDimension(model, 'legal', { l1: 'yes', l2: 'dont-know' })?.assessed).toBe(true);
    expect(scoreDimension(model, 'legal', { l1: 'yes', l2: 'yes', l3: 'yes' })?.assessed).toBe(true);
  });
});

describe('the overall figures', () => {
  const wide = buildModel(
    ['a', 'b', 'c', 'd'].flatMap((dimension) =>
      [1, 2, 3].map((level) => ({ id: `${dimension}${level}`, dimension, level }))
    )
  );

  it('take the lower median of the levels and the mean of the scores, and leave out what is not applicable', () => {
    const answers = {
      a1: 'yes',
      b1: 'yes',
      b2: 'yes',
      c1: 'yes',
      c2: 'yes',
      c3: 'yes',
      d1: 'not-applicable',
      d2: 'not-applicable',
      d3: 'not-applicable'
    } as const;
    const three = scoreAssessment(wide, answers);
    expect(three.dimensions.d).toBeNull();
    expect(three.overall.level).toBe(2);
    expect(three.overall.score).toBeCloseTo((100 * (1 / 3 + 2 / 3 + 1)) / 3, 12);
    const four = scoreAssessment(wide, { ...answers, d1: 'no' });
    expect(four.overall.level).toBe(1);
  });

  it('are null, and nothing is assessed, where nothing at all is applicable', () => {
    const nothing = Object.fromEntries(wide.criteria.map(({ id }) => [id, 'not-applicable' as const]));
    expect(scoreAssessment(wide, nothing)).toEqual({
      model: 'tiny',
      dimensions: { a: null, b: null, c: null, d: null },
      overall: { level: null, range: null, score: null, assessed: false, move: null }
    });
  });

  it('are the same to the last digit in whatever order the dimensions stand', () => {
    // in floating point 100/2 + 100/3 + 100/7 depends on the order of adding
    const criteria = [2, 3, 7].flatMap((n) =>
      Array.from({ length: n }, (_, i) => ({ id: `d${n}-${i}`, dimension: `d${n}`, level: 1 }))
    );
    const answers = { 'd2-0': 'yes', 'd3-0': 'yes', 'd7-0': 'yes' } as const;
    const scores = [
      ['d2', 'd3', 'd7'],
      ['d3', 'd7', 'd2'],
      ['d7', 'd2', 'd3']
    ].map((order) => {
      const dimensions = order.map((id) => ({ id }));
      return scoreAssessment(buildModel(criteria, { dimensions }), answers).overall.score;
    });
    expect(new Set(scores).size).toBe(1);
  });

  it('have exactly the keys that are promised', () => {
    const { dimensions, overall } = scoreAssessment(wide, {});
    expect(Object.keys(dimensions.a ?? {})).toEqual(['level', 'range', 'score', 'assessed', 'blocking', 'move']);
    expect(Object.keys(overall)).toEqual(['level', 'range', 'score', 'assessed', 'move']);
  });
});

it('does not change by a dependency that is not met', () => {
  const free = [
    { id: 'a', dimension: 'd', level: 1 },
    { id: 'b', dimension: 'd', level: 2 }
  ];
  const tied = free.map((c) => (c.id === 'a' ? { ...c, dependsOn: ['b'] } : c));
  const level = (criteria: typeof free) => scoreDimension(buildModel(criteria), 'd', { a: 'yes' });
  expect(level(tied)).toEqual(level(free));
});

it('does not take what every object has for an answer', () => {
  const odd = buildModel([{ id: 'constructor', dimension: 'd', level: 1 }]);
  expect(scoreDimension(odd, 'd', {})).toMatchObject({ blocking: [{ because: 'unanswered' }] });
});

it('throws for what validation keeps out: a dimension, an answer, a reference or a weight that cannot be', () => {
  const answers = { l1: 'perhaps' } as unknown as Record<string, 'yes'>;
  expect(() => scoreDimension(model, 'nowhere', {})).toThrow('no dimension "nowhere"');
  expect(() => scoreDimension(model, 'legal', answers)).toThrow('got "perhaps"');
  const faulty = (given: object) => () =>
    scoreAssessment(buildModel([{ id: 'a', dimension: 'd', level: 1, ...given }]), {});
  expect(faulty({ dependsOn: ['b'] })).toThrow('"a" refers to "b"');
  expect(faulty({ weight: 0 })).toThrow('must be above 0');
  expect(faulty({ level: 0 })).toThrow('must be one above the first');
});
