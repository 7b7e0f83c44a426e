import { describe, expect, it } from 'vitest';
import { proposeConditions } from './propose-conditions';

describe('proposeConditions', () => {
  it.each([
    [100_000, ['large']],
    [99_999, []],
    [0, []],
    [null, []]
  ] as const)('of %s inhabitants gives %j', (population, expected) => {
    expect(proposeConditions(population)).toEqual(expected);
  });
});
