import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentArbitrary } from '../../../../tests/arbitraries/model';
import { buildModel } from '../../../../tests/builders/model';
import { moveDimension } from '../assessment/moves';
import { scoreDimension } from '../assessment/score-dimension';
import type { AnswerSheet } from '../model/types';
import { nextSteps } from './next-steps';

const model = buildModel([
  { id: 'a1', dimension: 'a', level: 1 },
  { id: 'a2', dimension: 'a', level: 2 },
  { id: 'b1', dimension: 'b', level: 1, effort: 'weeks' },
  { id: 'b1-too', dimension: 'b', level: 1, effort: 'days' },
  { id: 'c1', dimension: 'c', level: 1, effort: 'days', dependsOn: ['c2'] },
  { id: 'c2', dimension: 'c', level: 2, effort: 'days' },
  { id: 'tip', dimension: 'c', level: 1, kind: 'advice' }
]);
const idsOf = (answers: AnswerSheet, count?: number) =>
  nextSteps(model, answers, count).map(({ criterion }) => criterion);

describe('the next steps', () => {
  it('begin with the lowest dimensions, the least effort first, each after what it depends on', () => {
    expect(idsOf({ a1: 'yes' })).toEqual(['b1-too', 'c2', 'c1']);
    expect(idsOf({ a1: 'yes' }, 5)).toEqual(['b1-too', 'c2', 'c1', 'b1', 'a2']);
  });

  it('count the effort of what a step depends on', () => {
    const leaning = buildModel([
      { id: 'quick', dimension: 'a', level: 1, dependsOn: ['slow'] },
      { id: 'slow', dimension: 'a', level: 2, effort: 'months' },
      { id: 'middle', dimension: 'b', level: 1, effort: 'weeks' }
    ]);
    expect(nextSteps(leaning, {}).map(({ criterion }) => criterion)).toEqual(['middle', 'slow', 'quick']);
  });

  it('say what is lifted once the steps before are done, why, and what has to be found out', () => {
    expect(nextSteps(model, { a1: 'yes', a2: 'yes', c1: 'yes', c2: 'yes', b1: 'dont-know' })).toEqual([
      {
        criterion: 'b1-too',
        dimension: 'b',
        because: 'unanswered',
        lifts: null,
        effort: 'days',
        findOut: false
      },
      {
        criterion: 'b1',
        dimension: 'b',
        because: 'dont-know',
        lifts: { dimension: 'b', from: 0, to: 1 },
        effort: 'weeks',
        findOut: true
      },
      { criterion: 'tip', dimension: 'c', because: 'unanswered', lifts: null, effort: 'hours', findOut: false }
    ]);
  });

  it('are none where everything is met or none is asked for', () => {
    const met = Object.fromEntries(model.criteria.map(({ id }) => [id, 'yes' as const]));
    expect(nextSteps(model, met)).toEqual([]);
    expect(nextSteps(model, {}, 0)).toEqual([]);
  });

  it('exist under a rule without levels, where they lift nothing', () => {
    expect(nextSteps({ ...model, rule: { kind: 'points' } }, {}, 2)).toMatchObject([
      { criterion: 'a1', lifts: null },
      { criterion: 'tip', lifts: null }
    ]);
  });
});

describe.each(['staged', 'first-no', 'points'] as const)('on any model with the rule %s, the next steps', (kind) => {
  it('are unmet, different, never before what they depend on, and together with more of them a prefix', () => {
    fc.assert(
      fc.property(assessmentArbitrary(kind), fc.nat(8), ({ model, answers }, count) => {
        const steps = nextSteps(model, answers, count);
        const ids = steps.map(({ criterion }) => criterion);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(
          nextSteps(model, answers, count + 1)
            .map((s) => s.criterion)
            .slice(0, count)
        );
        ids.forEach((id, i) => {
          const criterion = model.criteria.find((c) => c.id === id);
          const isMet = (other: string) => answers[other] === 'yes' || answers[other] === 'not-applicable';
          expect(isMet(id)).toBe(false);
          for (const other of criterion?.dependsOn ?? []) expect(isMet(other) || ids.indexOf(other) < i).toBe(true);
          for (const other of criterion?.dependsOn ?? []) expect(isMet(other) || ids.includes(other)).toBe(true);
        });
      }),
      { numRuns: 300 }
    );
  });
});

describe.each(['staged', 'first-no'] as const)('on any model with the rule %s, the next steps', (kind) => {
  it('begin with what moves one of the lowest dimensions', () => {
    fc.assert(
      fc.property(assessmentArbitrary(kind), ({ model, answers }) => {
        const movable = model.dimensions.flatMap(({ id }) => {
          const level = scoreDimension(model, id, answers)?.level ?? null;
          const move = moveDimension(model, id, answers);
          return move && level !== null ? [{ level, criteria: move.criteria }] : [];
        });
        fc.pre(movable.length > 0);
        const lowest = Math.min(...movable.map(({ level }) => level));
        const useful = movable.filter(({ level }) => level === lowest).flatMap(({ criteria }) => criteria);
        expect(useful).toContain(nextSteps(model, answers, 1)[0]?.criterion);
      }),
      { numRuns: 300 }
    );
  });
});
