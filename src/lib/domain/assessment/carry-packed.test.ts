import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showUnder } from '../model/show-under';
import { ANSWER_VALUES, type AnswerValue } from '../model/types';
import { carryPacked, planCarry } from './carry-packed';
import { packAnswers, UNCONFIRMED, unpackSheet } from './packed-answers';
import { buildModel } from '../../../../tests/builders/model';

const old = buildModel(['a', 'b', 'c', 'd'].map((id) => ({ id, dimension: 'one', level: 1 })));
const next = buildModel(
  ['x', 'c', 'new'].map((id) => ({ id, dimension: 'one', level: 1, canBePartly: id !== 'c' })),
  { version: '2' }
);
const carries = [
  { to: 'x', from: ['a', 'b'] },
  { to: 'c', from: ['c'] }
];
const plan = planCarry(old, next, carries);
const places = new Map(old.criteria.map(({ id }, place) => [id, place]));

describe('packed answers under another model', () => {
  it('are what answers carried one by one are', () => {
    const values = fc.array(fc.constantFrom(...ANSWER_VALUES, null), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(values, (given: (AnswerValue | null)[]) => {
        const sheet = Object.fromEntries(given.flatMap((value, i) => (value ? [[old.criteria[i]!.id, value]] : [])));
        const bridge = { from: { id: 'tiny', version: '1' }, to: { id: 'tiny', version: '2' }, carries };
        const rows = Object.entries(sheet).map(([criterionId, value]) => ({
          criterionId,
          value,
          origin: 'own' as const
        }));
        const into = new Uint8Array(3);
        carryPacked(plan, packAnswers(places, rows), into);
        expect(unpackSheet(['x', 'c', 'new'], into)).toEqual(showUnder(next, bridge, sheet).answers);
      })
    );
  });

  it('stay unconfirmed where one of several was', () => {
    const into = new Uint8Array(3);
    carryPacked(plan, Uint8Array.of(1 | UNCONFIRMED, 3, 1, 0), into);
    expect([...into]).toEqual([3 | UNCONFIRMED, 1, 0]);
  });

  it('say which criteria were asked at all', () => {
    expect([...plan.common]).toEqual([1, 1, 0]);
    expect([...planCarry(old, next, []).common]).toEqual([0, 0, 0]);
  });
});
