import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentArbitrary } from '../../../../tests/arbitraries/model';
import { buildModel } from '../../../../tests/builders/model';
import { CONDITIONS, type AnswerSheet, type Condition, type MaturityModel } from '../model/types';
import { orderSteps } from './order-steps';

const model = buildModel([
  { id: 'slow', dimension: 'a', level: 1, effort: 'weeks' },
  { id: 'quick', dimension: 'a', level: 1 },
  { id: 'lacks', dimension: 'b', level: 2, effort: 'days', helpedBy: ['data-staff', 'large'] },
  { id: 'plain', dimension: 'b', level: 2, effort: 'days' },
  { id: 'helped', dimension: 'b', level: 2, effort: 'days', helpedBy: ['portal', 'joint-service'] },
  { id: 'above', dimension: 'c', level: 3, dependsOn: ['below'] },
  { id: 'below', dimension: 'c', level: 3, effort: 'months' }
]);
const ids = (answers: AnswerSheet, conditions: Condition[] = []) =>
  orderSteps(model, answers, conditions).map(({ criterion }) => criterion);

describe('the order of the plan', () => {
  it('goes by level, then effort, and never puts a step before what it depends on', () => {
    expect(ids({})).toEqual(['quick', 'slow', 'plain', 'lacks', 'helped', 'below', 'above']);
  });

  it('puts what the own conditions help with before what needs no help, and that before what lacks help', () => {
    expect(ids({ quick: 'yes', slow: 'yes' }, ['portal']).slice(0, 3)).toEqual(['helped', 'plain', 'lacks']);
    expect(ids({ quick: 'yes', slow: 'yes' }, ['large']).slice(0, 3)).toEqual(['lacks', 'plain', 'helped']);
  });

  it('takes forward what a step depends on, even from a higher level', () => {
    const leaning = buildModel([
      { id: 'first', dimension: 'a', level: 1, dependsOn: ['later'] },
      { id: 'other', dimension: 'a', level: 2 },
      { id: 'later', dimension: 'b', level: 3 }
    ]);
    expect(orderSteps(leaning, {}, []).map((step) => step.criterion)).toEqual(['later', 'first', 'other']);
  });

  it('says what helps, what would help, what comes first and what has to be found out', () => {
    const steps = orderSteps(model, { helped: 'dont-know', below: 'partly' }, ['joint-service']);
    const one = (id: string) => steps.find(({ criterion }) => criterion === id);
    expect(one('helped')).toMatchObject({ helped: ['joint-service'], missing: [], findOut: true });
    expect(one('lacks')).toMatchObject({ helped: [], missing: ['data-staff', 'large'], because: 'unanswered' });
    expect(one('above')).toMatchObject({ after: ['below'], level: 3, dimension: 'c' });
    expect(one('below')).toMatchObject({ because: 'partly', after: [] });
  });
});

/** Any model with conditions of help, and answers to it. */
const helpedArbitrary = assessmentArbitrary('staged').chain(({ model: plain, answers }) =>
  fc
    .tuple(...plain.criteria.map(() => fc.subarray([...CONDITIONS])))
    .map((helps: Condition[][]): { model: MaturityModel; answers: AnswerSheet } => ({
      model: { ...plain, criteria: plain.criteria.map((one, i) => ({ ...one, helpedBy: helps[i] })) },
      answers
    }))
);
const conditions = fc.subarray([...CONDITIONS]);
const isOpen = (answers: AnswerSheet, id: string) => answers[id] !== 'yes' && answers[id] !== 'not-applicable';

describe('on any model, the order of the plan', () => {
  it('holds every unmet criterion once, each after what it depends on', () => {
    fc.assert(
      fc.property(helpedArbitrary, conditions, ({ model, answers }, have) => {
        const order = orderSteps(model, answers, have).map((step) => step.criterion);
        const open = model.criteria.filter(({ id }) => isOpen(answers, id));
        expect([...order].sort()).toEqual(open.map(({ id }) => id).sort());
        for (const { id, dependsOn } of open)
          for (const other of dependsOn)
            if (isOpen(answers, other)) expect(order.indexOf(other)).toBeLessThan(order.indexOf(id));
      }),
      { numRuns: 300 }
    );
  });

  it('is the same however the conditions are listed', () => {
    fc.assert(
      fc.property(helpedArbitrary, conditions, ({ model, answers }, have) => {
        const backwards = [...have].reverse();
        expect(orderSteps(model, answers, backwards)).toEqual(orderSteps(model, answers, have));
      })
    );
  });

  it('puts help at hand first among steps of one level and effort that depend on nothing', () => {
    fc.assert(
      fc.property(helpedArbitrary, conditions, ({ model, answers }, have) => {
        const free = { ...model, criteria: model.criteria.map((one) => ({ ...one, dependsOn: [] })) };
        const order = orderSteps(free, answers, have);
        const rank = (step: (typeof order)[number]) => (step.helped.length ? 0 : step.missing.length ? 2 : 1);
        order.slice(1).forEach((step, i) => {
          const before = order[i]!;
          expect(before.level).toBeLessThanOrEqual(step.level);
          if (before.level === step.level && before.effort === step.effort)
            expect(rank(before)).toBeLessThanOrEqual(rank(step));
        });
      }),
      { numRuns: 300 }
    );
  });
});
