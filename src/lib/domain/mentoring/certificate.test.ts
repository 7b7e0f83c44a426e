import { describe, expect, it } from 'vitest';
import { certificateOf } from './certificate';

describe('a certificate', () => {
  it('is for a pairing that has ended: completed, or after the two had met', () => {
    expect(certificateOf({ status: 'closed', closedAs: 'completed' }, 0)).toEqual({ ready: true });
    expect(certificateOf({ status: 'closed', closedAs: 'early' }, 1)).toEqual({ ready: true });
    expect(certificateOf({ status: 'closed', closedAs: 're-match' }, 0)).toEqual({
      ready: false,
      because: 'never-met'
    });
    expect(certificateOf({ status: 'active', closedAs: null }, 5)).toEqual({ ready: false, because: 'not-ended' });
  });
});
