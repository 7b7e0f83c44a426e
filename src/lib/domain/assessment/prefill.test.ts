import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_VALUES, type AnswerValue } from '../model/types';
import { isUnconfirmed } from './origin';
import { addMonths, carryRows, sortByFreshness, type OldAnswer } from './prefill';

const criterion = (
  id: string,
  freshMonths = 12,
  changes: { canBePartly?: boolean; canBeNotApplicable?: boolean } = {}
) => ({
  id,
  freshMonths,
  canBePartly: true,
  canBeNotApplicable: true,
  ...changes
});
const answer = (criterionId: string, value: AnswerValue | null, answeredAt: string): OldAnswer => ({
  criterionId,
  value,
  note: `note of ${criterionId}`,
  evidence: '',
  answeredBy: 'karin',
  answeredAt: new Date(answeredAt)
});
const opens = new Date('2027-03-01T00:00:00Z');
const ids = (answers: { criterionId: string }[]) => answers.map(({ criterionId }) => criterionId);

describe('the answers of the last wave', () => {
  it('are carried whole while they are fresh, and asked again from the day they are not', () => {
    const fresh = answer('a', 'yes', '2026-03-01T00:00:01Z');
    const { fresh: carried, again } = sortByFreshness(
      [criterion('a'), criterion('b')],
      [fresh, answer('b', 'no', '2026-03-01T00:00:00Z')],
      opens
    );
    expect(carried).toEqual([fresh]);
    expect(ids(again)).toEqual(['b']);
  });

  it('stay fresh as long as each criterion says', () => {
    const old = [answer('a', 'yes', '2025-06-01'), answer('b', 'yes', '2025-06-01')];
    const { fresh, again } = sortByFreshness([criterion('a', 24), criterion('b', 18)], old, opens);
    expect([ids(fresh), ids(again)]).toEqual([['a'], ['b']]);
  });

  it('are asked again where nobody knew, nobody came so far, or the model no longer allows the answer', () => {
    const at = '2027-02-01';
    const { fresh, again } = sortByFreshness(
      [
        criterion('a'),
        criterion('b'),
        criterion('c', 12, { canBePartly: false }),
        criterion('d', 12, { canBeNotApplicable: false })
      ],
      [
        answer('a', 'dont-know', at),
        answer('b', 'not-reached', at),
        answer('c', 'partly', at),
        answer('d', 'not-applicable', at)
      ],
      opens
    );
    expect([ids(fresh), ids(again)]).toEqual([[], ['a', 'b', 'c', 'd']]);
  });

  it('fall into exactly one of the two lists, unchanged, whatever they are', () => {
    const rows = fc.uniqueArray(
      fc.record({
        criterionId: fc.constantFrom('a', 'b', 'c', 'd', 'gone'),
        value: fc.option(fc.constantFrom(...ANSWER_VALUES)),
        note: fc.string(),
        evidence: fc.string(),
        answeredBy: fc.string(),
        answeredAt: fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      }),
      { selector: ({ criterionId }) => criterionId }
    );
    const model = [criterion('a', 1), criterion('b', 12), criterion('c', 24), criterion('d', 60)];
    fc.assert(
      fc.property(rows, (old) => {
        const { fresh, again } = sortByFreshness(model, old, opens);
        const expected = old.filter(({ criterionId, value }) => criterionId !== 'gone' && value !== null);
        expect(new Set([...fresh, ...again])).toEqual(new Set(expected));
        expect(fresh.length + again.length).toBe(expected.length);
        // a fresh answer stays fresh in a wave that opens earlier
        const earlier = sortByFreshness(model, old, new Date(opens.getTime() - 86_400_000 * 40));
        for (const { criterionId } of fresh) expect(ids(earlier.fresh)).toContain(criterionId);
        for (const { value } of fresh) expect(['yes', 'no', 'partly', 'not-applicable']).toContain(value);
      })
    );
  });
});

describe('months', () => {
  it('end on the last day where the day does not exist', () => {
    expect(addMonths(new Date('2026-08-31'), 18)).toEqual(new Date('2028-02-29'));
    expect(addMonths(new Date('2026-01-31T12:30:00Z'), 1)).toEqual(new Date('2026-02-28T12:30:00Z'));
  });

  it('never go backwards', () => {
    const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.nat(120), (at, months) => {
        const days = (addMonths(at, months).getTime() - at.getTime()) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(months * 28);
        expect(days).toBeLessThanOrEqual(months * 31);
      })
    );
  });
});

describe('a newer version of the model', () => {
  it('takes the weakest of several older answers, and the age of the oldest', () => {
    const old = [answer('a', 'yes', '2025-01-01'), answer('b', 'partly', '2026-01-01')];
    expect(carryRows([{ to: 'ab', from: ['a', 'b'] }], old)).toEqual([
      { ...answer('b', 'partly', '2025-01-01'), criterionId: 'ab' }
    ]);
  });

  it('leaves open what one of the older answers is missing for', () => {
    expect(carryRows([{ to: 'ab', from: ['a', 'b'] }], [answer('a', 'yes', '2025-01-01')])).toEqual([]);
    expect(carryRows([{ to: 'a', from: ['a'] }], [answer('a', null, '2025-01-01')])).toEqual([]);
    expect(carryRows([{ to: 'new', from: [] }], [answer('a', 'yes', '2025-01-01')])).toEqual([]);
  });
});

it('is unconfirmed only while it is carried over and holds an answer', () => {
  expect(isUnconfirmed({ origin: 'prefill', value: 'no' })).toBe(true);
  expect(isUnconfirmed({ origin: 'own', value: 'no' })).toBe(false);
  expect(isUnconfirmed({ origin: 'prefill', value: null })).toBe(false);
  expect(isUnconfirmed(undefined)).toBe(false);
});
