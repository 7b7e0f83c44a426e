import { describe, expect, it } from 'vitest';
import { sameHash, sha256 } from './secrets';

describe('comparing hashes', () => {
  it('finds the same the same, and any other another', () => {
    expect(sameHash(sha256('one'), sha256('one'))).toBe(true);
    expect(sameHash(sha256('one'), sha256('two'))).toBe(false);
    expect(sameHash(sha256('one'), '')).toBe(false);
  });

  it('takes what has as many characters and more bytes for another', () => {
    expect(sameHash(sha256('one'), 'ä'.repeat(64))).toBe(false);
  });
});
