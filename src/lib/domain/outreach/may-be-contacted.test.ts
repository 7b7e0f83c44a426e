import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTACT_CHANNELS } from './contact-kinds';
import { type Contactable, mayBeContacted, OPT_OUT_SCOPES } from './may-be-contacted';

const karin: Contactable = {
  ...{ email: 'karin@example.org', phone: '+4691214000', optedOutOn: null, optOutScope: null },
  ...{ removedAt: null, optOuts: [] }
};
const because = (change: Partial<Contactable>, ...how: [channel: 'mail' | 'phone' | 'text', purpose?: 'personal']) => {
  const answer = mayBeContacted({ ...karin, ...change }, ...how);
  return answer.may ? 'may' : answer.because;
};

describe('whether a contact may be reached', () => {
  it('is yes for somebody who has not said otherwise', () => {
    expect(CONTACT_CHANNELS.map((channel) => mayBeContacted(karin, channel).may)).toEqual([true, true, true, true]);
  });

  it('is no for a removed one, whatever else', () => {
    expect(because({ removedAt: new Date() }, 'mail')).toBe('removed');
    expect(because({ removedAt: '2026-11-01T08:00:00.000Z' }, 'phone', 'personal')).toBe('removed');
  });

  it('says where an address or a number is missing', () => {
    expect(because({ email: '' }, 'mail')).toBe('no-email');
    expect(because({ phone: '' }, 'text')).toBe('no-phone');
    expect(because({ email: '' }, 'phone')).toBe('may');
  });

  it('takes an objection without a scope for everything', () => {
    expect(mayBeContacted({ ...karin, optedOutOn: '2026-11-01' }, 'letter', 'personal')).toEqual({
      ...{ may: false, because: 'opted-out', scope: 'everything', on: '2026-11-01' }
    });
  });

  it('lets a personal answer through where mailings are refused', () => {
    const wish = { optedOutOn: '2026-11-01', optOutScope: 'campaigns' } as const;
    expect(because(wish, 'mail')).toBe('opted-out');
    expect(because(wish, 'mail', 'personal')).toBe('may');
  });

  it('refuses the channel that was named and no other', () => {
    const wish = { optedOutOn: '2026-11-01', optOutScope: 'phone' } as const;
    expect([because(wish, 'phone', 'personal'), because(wish, 'mail')]).toEqual(['opted-out', 'may']);
  });

  it('holds an objection of the address although the contact itself has none', () => {
    expect(because({ optOuts: [{ scope: 'mail', on: '2025-01-01' }] }, 'mail')).toBe('opted-out');
    expect(because({ optOuts: [{ scope: 'mail', on: '2025-01-01' }] }, 'phone')).toBe('may');
  });

  it('never becomes yes by one more objection', () => {
    const scope = fc.constantFrom(...OPT_OUT_SCOPES);
    const optOut = fc.record({ scope, on: fc.constant('2026-01-01') });
    fc.assert(
      fc.property(
        fc.array(optOut, { maxLength: 4 }),
        optOut,
        fc.constantFrom(...CONTACT_CHANNELS),
        fc.constantFrom('campaign' as const, 'personal' as const),
        (optOuts, more, channel, purpose) => {
          const before = mayBeContacted({ ...karin, optOuts }, channel, purpose);
          const after = mayBeContacted({ ...karin, optOuts: [...optOuts, more] }, channel, purpose);
          expect(after.may && !before.may).toBe(false);
          if (more.scope === 'everything' || more.scope === channel) expect(after.may).toBe(false);
        }
      )
    );
  });
});
