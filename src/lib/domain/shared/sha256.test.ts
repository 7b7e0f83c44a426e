import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from './sha256';

const reference = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('gives the same hash as another implementation, for any bytes and around the ends of blocks', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
    expect(sha256(bytes), String(length)).toBe(reference(bytes));
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => sha256(bytes) === reference(bytes)));
});
