import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barrierCorrect, followUpSnooze } from './correction-commands';
import {
  type Correction,
  CORRECTION_KINDS,
  correctionsByEntry,
  entryId,
  needsSettling,
  SETTLEMENTS,
  standingOf
} from './corrections';
import { uuid } from './records.fixture';

const said = (more: Partial<Correction> = {}): Correction => ({
  ...{ id: uuid(1), raisedId: uuid(2), municipalityId: uuid(3), barrierId: 'no-budget', kind: 'wrong', text: '' },
  ...{ side: 'municipality', by: uuid(4), byName: 'Karin Lund', saidAt: '2026-11-01T08:00:00.000Z' },
  ...{ settledAt: null, settledByName: '', settled: null, answer: '' },
  ...more
});
const agreed = (n: number, kind: Correction['kind'], at: string) =>
  said({ id: uuid(n), kind, settled: 'agreed', settledAt: `2026-11-${at}T08:00:00.000Z` });

const corrections = fc.uniqueArray(
  fc
    .record({
      n: fc.integer({ min: 1, max: 500 }),
      raised: fc.constantFrom(1, 2),
      kind: fc.constantFrom(...CORRECTION_KINDS),
      day: fc.integer({ min: 1, max: 28 }),
      settled: fc.option(fc.constantFrom(...SETTLEMENTS))
    })
    .map(({ n, raised, kind, day, settled }) =>
      said({
        ...{ id: uuid(n), raisedId: uuid(900 + raised), kind, settled },
        settledAt: settled && `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`
      })
    ),
  { maxLength: 12, selector: ({ id }) => id }
);

describe('where a noted barrier stands', () => {
  it('stays open while the coordinator has not settled what the municipality says', () => {
    expect(standingOf([said()])).toEqual({ state: 'open', because: null, waiting: 1, quoteWithdrawn: false });
  });

  it('was never there once the coordinator agrees that it is wrong, and stands where the note was kept', () => {
    const settledAt = '2026-11-02T08:00:00.000Z';
    expect(standingOf([said({ settled: 'agreed', settledAt })]).state).toBe('taken-back');
    expect(standingOf([said({ settled: 'kept', settledAt })])).toMatchObject({ state: 'open', waiting: 0 });
  });

  it('follows the last that was agreed, and names who said it', () => {
    const [over, again] = [agreed(1, 'no-longer', '02'), agreed(2, 'still', '09')];
    expect(standingOf([over])).toMatchObject({ state: 'overcome', because: over });
    expect(standingOf([again, over])).toMatchObject({ state: 'open', because: again });
  });

  it('is not changed by words about how it is instead', () => {
    expect(standingOf([agreed(1, 'otherwise', '02')])).toMatchObject({ state: 'open', waiting: 0 });
  });

  it('keeps consent withdrawn whatever is said afterwards', () => {
    const withdrawn = agreed(1, 'withdraw-quote', '02');
    fc.assert(fc.property(corrections, (more) => standingOf([withdrawn, ...more]).quoteWithdrawn));
  });

  it('comes out the same in whatever order corrections arrive', () => {
    fc.assert(
      fc.property(
        corrections.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(standingOf(shuffled)).toEqual(standingOf(list));
        }
      )
    );
  });
});

describe('corrections beside their notes', () => {
  it('are all still there, each beside its own, and none is changed', () => {
    fc.assert(
      fc.property(corrections, (list) => {
        const before = structuredClone(list);
        const found = correctionsByEntry(list);
        expect([...found.values()].flat()).toHaveLength(list.length);
        for (const [id, beside] of found)
          expect(beside.every((one) => entryId(one.raisedId, one.municipalityId) === id)).toBe(true);
        standingOf(list);
        expect(list).toEqual(before);
      })
    );
  });

  it('wait for a coordinator only where the municipality says something of the note', () => {
    expect(CORRECTION_KINDS.filter(needsSettling)).toEqual(['wrong', 'otherwise', 'no-longer']);
  });
});

describe('what a device may send', () => {
  it('is refused with a kind nobody knows, and with a day that is none', () => {
    const correction = { correctionId: uuid(1), raisedId: uuid(2), municipalityId: uuid(3), kind: 'delete', text: '' };
    expect(barrierCorrect.schema.safeParse(correction).success).toBe(false);
    expect(barrierCorrect.schema.safeParse({ ...correction, kind: 'wrong' }).success).toBe(true);
    const snooze = { followUpId: uuid(1), snoozeId: uuid(2), due: '2026-02-30', reason: '', was: { due: '' } };
    expect(followUpSnooze.schema.safeParse(snooze).success).toBe(false);
  });
});
