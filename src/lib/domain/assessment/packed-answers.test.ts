import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_VALUES } from '../model/types';
import { ANSWER_ORIGINS } from './origin';
import { countAnswered, packAnswers, packByte, UNCONFIRMED, unpackByte, unpackSheet } from './packed-answers';

const places = new Map([
  ['a', 0],
  ['b', 1],
  ['c', 2]
]);

describe('packed answers', () => {
  it('hold a byte for each criterion, in the order of the model', () => {
    expect([...packAnswers(places, [{ criterionId: 'b', value: 'no', origin: 'own' }])]).toEqual([0, 3, 0]);
  });

  it('mark what was carried over and confirmed by nobody', () => {
    expect(packByte({ value: 'yes', origin: 'prefill' })).toBe(1 | UNCONFIRMED);
    expect(packByte({ value: 'yes', origin: 'own' })).toBe(1);
    expect(packByte({ value: null, origin: 'prefill' })).toBe(0);
  });

  it('take new answers into what was packed before, which stays as it is', () => {
    const before = Uint8Array.of(1, 2, 3);
    const after = packAnswers(
      places,
      [
        { criterionId: 'c', value: null, origin: 'own' },
        { criterionId: 'elsewhere', value: 'yes', origin: 'own' }
      ],
      before
    );
    expect([...after]).toEqual([1, 2, 0]);
    expect([...before]).toEqual([1, 2, 3]);
  });

  it('come back as they went in, whatever they are', () => {
    const one = fc.record({
      value: fc.constantFrom(...ANSWER_VALUES, null),
      origin: fc.constantFrom(...ANSWER_ORIGINS)
    });
    fc.assert(
      fc.property(one, (answer) => {
        const unconfirmed = answer.origin === 'prefill' && answer.value !== null;
        expect(unpackByte(packByte(answer))).toEqual({ value: answer.value, unconfirmed });
      })
    );
  });

  it('give the sheet of one assessment among many', () => {
    expect(unpackSheet(['a', 'b'], Uint8Array.of(1, 0, 2, 3 | UNCONFIRMED), 1)).toEqual({ a: 'partly', b: 'no' });
  });

  it('say how many are answered, with or without what was carried over', () => {
    const packed = packAnswers(places, [
      { criterionId: 'a', value: 'not-reached', origin: 'own' },
      { criterionId: 'b', value: 'yes', origin: 'prefill' },
      { criterionId: 'c', value: null, origin: 'prefill' }
    ]);
    expect(countAnswered(packed, { carriedOver: false })).toBe(1);
    expect(countAnswered(packed, { carriedOver: true })).toBe(2);
  });

  it('know a byte that no answer has', () => {
    for (const byte of [7, 8, 16, 32 | 1, 255]) expect(unpackByte(byte)).toBeNull();
  });
});
