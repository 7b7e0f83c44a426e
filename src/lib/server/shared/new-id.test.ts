import { describe, expect, it } from 'vitest';
import { version } from 'uuid';
import { newId } from './new-id';

describe('a new id', () => {
  it('is a UUIDv7 that no other is, and sorts behind all before it', () => {
    const ids = Array.from({ length: 10_000 }, newId);
    expect(ids.every((id) => version(id) === 7)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('says when it was made, to the millisecond', () => {
    const before = Date.now();
    const at = parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
    // ids made faster than the clock ticks never run ahead of it by more than the room of one counter
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  it('ends in random bits of its own', () => {
    const tails = Array.from({ length: 1_000 }, () => newId().slice(-12));
    expect(new Set(tails).size).toBe(tails.length);
  });
});
