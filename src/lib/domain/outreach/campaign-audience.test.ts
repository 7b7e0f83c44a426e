import { describe, expect, it } from 'vitest';
import { type AudienceContact, chooseAudience } from './campaign-audience';
import type { CampaignPlace } from './campaign-population';

const place = (id: string): CampaignPlace => ({
  ...{ id, code: id, name: id, countyCode: null, countyName: null, groupCode: null, population: null },
  ...{ level: null, reached: false, lastContactOn: null }
});
const contact = (id: string, change: Partial<AudienceContact> = {}): AudienceContact => ({
  ...{ id, municipalityId: 'a', role: 'registrar', email: `${id}@example.org`, phone: '', optedOutOn: null },
  ...{ optOutScope: null, removedAt: null, optOuts: [], channel: null, ...change }
});
const choose = (
  contacts: AudienceContact[],
  channels: ('registrar' | 'contacts' | 'phone')[] = ['registrar', 'contacts']
) => chooseAudience([place('a'), place('b')], contacts, { channels, roles: ['it', 'statistics'] });

describe('chooseAudience', () => {
  it('takes registrars and the chosen roles, each by its channel', () => {
    const all = [contact('r'), contact('i', { role: 'it' }), contact('p', { role: 'politician' })];
    expect(choose(all).addressees).toEqual([
      { municipalityId: 'a', contactId: 'r', channel: 'registrar' },
      { municipalityId: 'a', contactId: 'i', channel: 'contacts' }
    ]);
    expect(choose(all, ['contacts']).addressees.map(({ contactId }) => contactId)).toEqual(['i']);
    expect(choose(all, ['phone']).addressees).toEqual([]);
  });

  it('mails nobody who prefers another way, and lists for a call whoever can be called', () => {
    const phone = '+46701740605';
    const all = [
      contact('mail', { channel: 'mail' }),
      contact('phone', { channel: 'phone', phone }),
      contact('text', { channel: 'text', phone, role: 'it' }),
      contact('no-number', { channel: 'phone' }),
      contact('letter', { channel: 'letter', phone }),
      contact('no-calls', { channel: 'phone', phone, optOuts: [{ scope: 'phone', on: '2026-01-01' }] }),
      contact('no-mailings', { channel: 'text', phone, optedOutOn: '2026-01-01', optOutScope: 'campaigns' }),
      // refuses mail, and wishes a call: both are heard
      contact('call-only', { channel: 'phone', phone, optedOutOn: '2026-01-01', optOutScope: 'mail' })
    ];
    const { addressees, toCall, leftOut } = choose(all);
    expect(addressees.map(({ contactId }) => contactId)).toEqual(['mail']);
    expect(toCall).toEqual([
      { municipalityId: 'a', contactId: 'phone', prefers: 'phone' },
      { municipalityId: 'a', contactId: 'text', prefers: 'text' },
      { municipalityId: 'a', contactId: 'call-only', prefers: 'phone' }
    ]);
    expect(leftOut.map(({ contactId, because }) => [contactId, because])).toEqual([
      ['no-number', 'prefers-phone'],
      ['letter', 'prefers-letter'],
      ['no-calls', 'opted-out'],
      ['no-mailings', 'opted-out'],
      [null, 'no-contact']
    ]);
  });

  it.each<[string, Partial<AudienceContact>, string]>([
    ['who opted out', { optedOutOn: '2026-01-01' }, 'opted-out'],
    [
      'whose address opted out, by whatever contact',
      { optOuts: [{ scope: 'campaigns', on: '2026-01-01' }] },
      'opted-out'
    ],
    ['without an address', { email: '' }, 'no-email'],
    ['with two addresses in one', { email: 'a@example.org, b@example.org' }, 'address-invalid'],
    ['whose address would begin a header', { email: 'a@example.org\r\nBcc: b@example.org' }, 'address-invalid'],
    ['whose address another has', { email: 'first@example.org' }, 'same-address']
  ])('leaves out one %s, with the reason', (_name, change, because) => {
    const { addressees, leftOut } = choose([contact('first'), contact('second', change)]);
    expect(addressees.map(({ contactId }) => contactId)).toEqual(['first']);
    expect(leftOut).toEqual([
      { municipalityId: 'a', contactId: 'second', because },
      { municipalityId: 'b', contactId: null, because: 'no-contact' }
    ]);
  });

  it.each(['phone', 'text', 'letter'] as const)(
    'mails nobody at the address of one who prefers %s, whoever of them comes first',
    (channel) => {
      const email = 'karin@example.org';
      const [wish, twin] = [contact('wish', { channel, email, phone: '+46701740605' }), contact('twin', { email })];
      for (const all of [
        [wish, twin],
        [twin, wish]
      ]) {
        const { addressees, leftOut } = choose(all);
        expect(addressees).toEqual([]);
        expect(leftOut).toContainEqual({ municipalityId: 'a', contactId: 'twin', because: 'same-address' });
      }
      // who was taken away has no wish any more
      const { addressees } = choose([{ ...wish, removedAt: '2026-01-01' }, twin]);
      expect(addressees.map(({ contactId }) => contactId)).toEqual(['twin']);
    }
  );

  it('takes nobody who was removed, and nobody of another municipality', () => {
    const gone = contact('gone', { removedAt: '2026-01-01' });
    expect(
      choose([gone, contact('free', { municipalityId: null }), contact('c', { municipalityId: 'c' })]).addressees
    ).toEqual([]);
  });
});
