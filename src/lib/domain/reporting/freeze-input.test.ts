import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AggregateInput } from './aggregate-types';
import { freezeInput, thawInput } from './freeze-input';
import { buildModel } from '../../../../tests/builders/model';

const model = buildModel([{ id: 'a', dimension: 'one', level: 1 }]);
const stored = (input: AggregateInput) => JSON.stringify(freezeInput(input));
const empty: AggregateInput = {
  ...{ model, threshold: 5, municipalities: [], invited: [], assessed: [], met: [], barriers: [] }
};

describe('a frozen input', () => {
  it('comes back as it was, however long its arrays are', () => {
    const long = fc.nat(60_000).map((n) => Uint8Array.from({ length: n }, (_, i) => (i * 7) % 256));
    const some = fc.array(fc.nat(0xffffffff)).map((values) => Uint32Array.from(values));
    fc.assert(
      fc.property(long, some, (answers, municipality) => {
        const input = { ...empty, wave: { answers, municipality, mode: Uint8Array.of(0, 2) } };
        expect(thawInput(JSON.parse(stored(input)))).toEqual(input);
      }),
      { numRuns: 25 }
    );
  });

  it('is the same text each time', () => {
    const wave = {
      answers: Uint8Array.of(1, 255),
      municipality: Uint32Array.of(4_000_000_000),
      mode: Uint8Array.of(1)
    };
    const text = stored({ ...empty, wave });
    expect(text).toContain('"answers":{"$array":"Uint8Array","base64":"Af8="}');
    expect(text).toContain('"municipality":{"$array":"Uint32Array","base64":"AChr7g=="}');
    expect(stored(thawInput(JSON.parse(text)))).toBe(text);
  });
});
