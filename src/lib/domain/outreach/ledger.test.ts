import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIZE_CLASSES } from '../register/size-class';
import { BARRIER_STATES } from './corrections';
import {
  anonymousQuotes,
  countLedger,
  filterLedger,
  ledgerByBarrier,
  ledgerByLevel,
  ledgerBySize,
  type LedgerEntry,
  NO_LEDGER_FILTER
} from './ledger';
import { uuid } from './records.fixture';

const entry = (n: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ id: `${uuid(n)}.${uuid(1)}`, raisedId: uuid(n), barrierId: 'no-budget', group: 'money' },
  ...{ municipalityId: uuid(1), code: '2401', name: 'Norsjö', countyCode: '24', countyName: 'Västerbotten' },
  ...{ size: 's1', level: null, heldOn: '2026-10-01', meetingId: uuid(600), severity: 2, state: 'open' },
  ...{ stateSide: null, stateOn: null, waiting: 0, quote: null, quoteRole: null },
  ...more
});

const entries = fc.array(
  fc
    .record({
      place: fc.integer({ min: 1, max: 6 }),
      barrierId: fc.constantFrom('no-budget', 'no-owner', 'no-export'),
      size: fc.constantFrom(...SIZE_CLASSES.map(({ id }) => id), null),
      level: fc.option(fc.integer({ min: 0, max: 5 })),
      severity: fc.integer({ min: 1, max: 3 }),
      state: fc.constantFrom(...BARRIER_STATES)
    })
    .map(({ place, ...more }) => ({ municipalityId: uuid(place), ...more })),
  { maxLength: 40 }
);

describe('counts of the ledger', () => {
  it('count what stands, and apart from it what was taken back', () => {
    const list = [
      entry(1, { severity: 3 }),
      entry(2, { state: 'overcome' }),
      entry(3, { state: 'taken-back', severity: 3 })
    ];
    expect(countLedger(list)).toEqual({
      ...{ raised: 2, open: 1, overcome: 1, takenBack: 1, municipalities: 1, stops: 1 }
    });
  });

  it('add up, by barrier, by size and by level', () => {
    fc.assert(
      fc.property(entries, (drawn) => {
        const list = drawn.map((more, i) => entry(i, more));
        const whole = countLedger(list);
        expect(whole.open + whole.overcome).toBe(whole.raised);
        expect(whole.raised + whole.takenBack).toBe(list.length);
        const model = { criteria: [], measures: [] };
        for (const parts of [ledgerByBarrier(list, model), ledgerBySize(list), ledgerByLevel(list)])
          for (const name of ['raised', 'open', 'overcome', 'takenBack', 'stops'] as const)
            expect(parts.reduce((sum, part) => sum + part[name], 0)).toBe(whole[name]);
      })
    );
  });

  it('a filter takes lines away, and what is left and what is gone are everything', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(...BARRIER_STATES), (drawn, state) => {
        const list = drawn.map((more, i) => entry(i, more));
        const kept = filterLedger(list, { ...NO_LEDGER_FILTER, state }, {});
        expect(kept).toEqual(list.filter((one) => one.state === state));
      })
    );
  });

  it('name what the model ties to a barrier, and leave one it does not know without links', () => {
    const criterion = { id: 'mandate-budget', barriers: ['no-budget'] };
    const measure = { id: 'shared-expert-fund', barriers: ['no-budget', 'no-staff-time'] };
    const model = { criteria: [criterion], measures: [measure] } as unknown as Parameters<typeof ledgerByBarrier>[1];
    const [first, second] = ledgerByBarrier([entry(1), entry(2), entry(3, { barrierId: 'of-old' })], model);
    expect(first).toMatchObject({
      barrierId: 'no-budget',
      raised: 2,
      criteria: ['mandate-budget'],
      measures: ['shared-expert-fund']
    });
    expect(second).toMatchObject({ barrierId: 'of-old', criteria: [], measures: [] });
  });

  it('find what a measure would remove, places by county, and those of unknown size or without a level', () => {
    const list = [entry(1), entry(2, { barrierId: 'no-owner', size: null, countyCode: null, level: 2 })];
    const ids = (filter: object, of = {}) =>
      filterLedger(list, { ...NO_LEDGER_FILTER, ...filter }, of).map(({ raisedId }) => raisedId);
    expect(ids({ measure: 'fund' }, { fund: ['no-budget'] })).toEqual([uuid(1)]);
    expect(ids({ measure: 'unknown' })).toEqual([]);
    expect(ids({ size: 'unknown' })).toEqual([uuid(2)]);
    expect(ids({ level: 'none' })).toEqual([uuid(1)]);
    expect(ids({ level: '2' })).toEqual([uuid(2)]);
    expect(ids({ county: '24' })).toEqual([uuid(1)]);
  });
});

describe('quotes without a name', () => {
  const quote = (text: string, more = {}) => ({
    ...{ barrierId: 'no-budget', quote: text, consent: 'anonymous' as const, withdrawn: false },
    ...more
  });

  it('are shown where enough named the barrier, in an order that says nothing of place or day', () => {
    const named = new Map([['no-budget', 5]]);
    expect(anonymousQuotes([quote('Schools first'), quote('No money')], named, 5)).toEqual([
      { barrierId: 'no-budget', quotes: ['No money', 'Schools first'] }
    ]);
    expect(anonymousQuotes([quote('Schools first')], named, 6)).toEqual([]);
  });

  it('are never those whose consent is another, or was withdrawn', () => {
    const named = new Map([['no-budget', 50]]);
    for (const more of [{ consent: 'no' }, { consent: 'yes' }, { withdrawn: true }])
      expect(anonymousQuotes([quote('Schools first', more)], named, 3)).toEqual([]);
  });
});
