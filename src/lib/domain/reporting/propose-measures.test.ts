import { describe, expect, it } from 'vitest';
import type { Measure, MeasureCondition } from '../model/types';
import type { PublishedCount, ReadyAggregates } from './aggregate-types';
import { proposeMeasures } from './propose-measures';
import { makeModel } from './testing/small-model.fixture';

type Counts = Record<string, number | 'c'>;

function makeAggregates(answers: Counts, barrier: Counts = { all: 40, raised: 12 }): ReadyAggregates {
  const table = (id: string, counts: Counts) => ({
    id,
    withheld: null,
    cells: Object.fromEntries(
      Object.entries(counts).map(([name, n]): [string, PublishedCount] => [
        name,
        n === 'c' ? { status: 'suppressed' } : { status: 'published', n }
      ])
    )
  });
  return {
    status: 'ready',
    threshold: 5,
    headlineLevel: 2,
    strata: { size: [], group: [], stratum: [], area: [] },
    tables: { 'answers-licence': table('answers-licence', answers), 'barrier-unsure': table('barrier-unsure', barrier) }
  };
}

const NONE = { 'dont-know': 0, 'not-applicable': 0, 'not-reached': 0, unanswered: 0 };
const known: Counts = { all: 214, know: 190, yes: 114, unmet: 76, partly: 30, no: 46, ...NONE, 'dont-know': 24 };

const unmet = (minShare: number): MeasureCondition => ({ kind: 'criterion-unmet', criterion: 'licence', minShare });
const raised = (minShare: number, minCount: number): MeasureCondition => ({
  kind: 'barrier-raised',
  barrier: 'unsure',
  minShare,
  minCount
});
const measure = (id: string, ...rule: MeasureCondition[]): Measure => ({
  id,
  actor: 'state',
  cost: 'low',
  barriers: ['unsure'],
  criteria: ['licence'],
  rule
});

const propose = (aggregates: ReadyAggregates, ...measures: Measure[]) =>
  proposeMeasures(makeModel(measures), aggregates);
const declinedFor = (aggregates: ReadyAggregates, rule: MeasureCondition) => {
  const [condition] = propose(aggregates, measure('m', rule)).declined[0]?.conditions ?? [];
  return condition && !condition.met ? condition.because : null;
};

describe('a measure', () => {
  it('is a candidate exactly at its share, don’t know not counted as unmet', () => {
    // 76 of 190 that know is 40 percent; of all 214 it would be 36
    const { candidates } = propose(makeAggregates(known), measure('m', unmet(0.4)));
    expect(candidates).toHaveLength(1);
    expect(candidates[0]!.margin).toBeCloseTo(0, 10);
    expect(candidates[0]!.conditions[0]).toMatchObject({
      counts: { part: { value: 76 }, whole: { value: 190 } },
      share: { value: 40 }
    });
  });

  it('is none just below its share', () => {
    expect(declinedFor(makeAggregates({ ...known, unmet: 75, no: 45, yes: 115 }), unmet(0.4))).toBe('share-too-low');
  });

  it('needs every condition', () => {
    const { candidates, declined } = propose(makeAggregates(known), measure('m', unmet(0.4), raised(0.5, 1)));
    expect(candidates).toEqual([]);
    expect(declined[0]!.conditions.map((condition) => condition.met)).toEqual([true, false]);
  });

  it('needs the number of municipalities as well as the share', () => {
    expect(declinedFor(makeAggregates(known, { all: 10, raised: 9 }), raised(0.15, 10))).toBe('too-few-municipalities');
  });

  it('without conditions is nobody’s conclusion', () => {
    expect(propose(makeAggregates(known), measure('m')).candidates).toEqual([]);
  });

  it('comes before one with a smaller margin, and equal ones keep the model’s order', () => {
    const { candidates } = propose(
      makeAggregates(known),
      measure('b', unmet(0.39)),
      measure('c', unmet(0.3)),
      measure('a', unmet(0.39))
    );
    expect(candidates.map((candidate) => candidate.measure.id)).toEqual(['c', 'b', 'a']);
  });

  it('is ranked by its weakest condition', () => {
    const { candidates } = propose(makeAggregates(known), measure('m', unmet(0.1), raised(0.25, 10)));
    expect(candidates[0]!.margin).toBeCloseTo(0.05, 10);
  });
});

describe('a withheld number', () => {
  it('does not stop a measure whose share can be told from what is published, and is not shown', () => {
    // yes is 3: unmet, no and yes are withheld, but 60 partly of at most 80 that know is at least 75 percent
    const aggregates = makeAggregates({
      all: 100,
      know: 80,
      yes: 'c',
      unmet: 'c',
      partly: 60,
      no: 'c',
      ...NONE,
      'dont-know': 20
    });
    const [condition] = propose(aggregates, measure('m', unmet(0.4))).candidates[0]!.conditions;
    expect(condition).toMatchObject({ counts: null, share: { value: 75, round: 'down' } });
  });

  it('takes the most that can know where that is withheld', () => {
    const aggregates = makeAggregates({
      all: 100,
      know: 'c',
      yes: 3,
      unmet: 77,
      partly: 60,
      no: 17,
      ...NONE,
      'dont-know': 'c',
      'not-reached': 10
    });
    const [condition] = propose(aggregates, measure('m', unmet(0.4))).candidates[0]!.conditions;
    expect(condition).toMatchObject({ counts: null, share: { value: 85 } });
  });

  it.each([
    ['too little is published to tell', { all: 100, know: 80, yes: 'c', unmet: 'c', partly: 20, no: 'c', ...NONE }],
    ['nothing is published', { all: 100, know: 'c', yes: 'c', unmet: 'c', partly: 'c', no: 'c', ...NONE }]
  ] as [string, Counts][])('stops a measure where %s', (_, answers) => {
    expect(declinedFor(makeAggregates(answers), unmet(0.4))).toBe('withheld');
  });

  it('of a barrier stops its measure', () => {
    expect(declinedFor(makeAggregates(known, { all: 40, raised: 'c' }), raised(0.01, 1))).toBe('withheld');
  });

  it('is told apart from nobody to count', () => {
    expect(declinedFor(makeAggregates(known, { all: 0, raised: 0 }), raised(0.1, 1))).toBe('nobody-to-count');
  });
});
