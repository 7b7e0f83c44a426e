import { expect, it } from 'vitest';
import { promisedThreshold } from './promised-threshold';

it.each([
  ['what was promised when the wave opened holds, whatever the network asks for less', 5, 3, 5],
  ['a stricter one holds from then on', 5, 8, 8],
  ['the same is the same', 5, 5, 5],
  ['a wave of before keeps the network’s', null, 4, 4]
])('%s', (_, promised, now, holds) => {
  expect(promisedThreshold(promised, now)).toBe(holds);
});
