import { describe, expect, it } from 'vitest';
import { type CalledRecipient, callOf } from './campaign-calls';
import type { ContactChannel } from './contact-kinds';

const karin = {
  ...{ id: 'k', email: 'k@example.org', phone: '+46701740605', channel: 'phone' as ContactChannel | null },
  ...{ optedOutOn: null, optOutScope: null, removedAt: null, optOuts: [] }
};
const waiting: CalledRecipient = {
  ...{ channel: 'phone', reply: null, restsUntil: null, decided: false, mailRefused: false }
};
const call = (recipient: CalledRecipient, contact: Parameters<typeof callOf>[1]) =>
  callOf(recipient, contact, '2026-11-23');

describe('callOf', () => {
  it('lists whoever prefers the phone or text messages, until they have answered', () => {
    expect(call(waiting, karin)).toBe('phone');
    expect(call(waiting, { ...karin, channel: 'text' })).toBe('text');
    expect(call({ ...waiting, reply: 'acknowledgement' }, karin)).toBe('phone');
    for (const reply of ['yes', 'no', 'not-now', 'wrong-person', 'other'] as const)
      expect(call({ ...waiting, reply }, karin)).toBeNull();
    expect(call({ ...waiting, decided: true }, karin)).toBeNull();
  });

  it('lists again who said "not now", from their day on', () => {
    expect(call({ ...waiting, reply: 'not-now', restsUntil: '2026-11-24' }, karin)).toBeNull();
    expect(call({ ...waiting, reply: 'not-now', restsUntil: '2026-11-23' }, karin)).toBe('phone');
  });

  it('lists one by mail only where mail was refused, since they came to prefer another way', () => {
    expect(call({ ...waiting, channel: 'contacts' }, karin)).toBeNull();
    expect(call({ ...waiting, channel: 'contacts', mailRefused: true }, karin)).toBe('phone');
    expect(call({ ...waiting, channel: 'contacts', mailRefused: true }, { ...karin, channel: 'letter' })).toBeNull();
  });

  it('says of whoever went back to mail that they prefer the phone no longer', () => {
    for (const channel of [null, 'mail'] as const) {
      expect(call(waiting, { ...karin, channel })).toBe('not-any-more');
      expect(call({ ...waiting, channel: 'contacts', mailRefused: true }, { ...karin, channel })).toBe('not-any-more');
      expect(call({ ...waiting, reply: 'yes' }, { ...karin, channel })).toBeNull();
    }
  });

  it.each([
    ['has objected', { optedOutOn: '2026-11-01' }],
    ['has objected to calls', { optOuts: [{ scope: 'phone' as const, on: '2026-11-01' }] }],
    ['has no number', { phone: '' }],
    ['is removed', { removedAt: '2026-11-01' }]
  ])('lists nobody who %s', (_why, change) => {
    expect(call(waiting, { ...karin, ...change })).toBeNull();
  });

  it('lists nobody who was erased', () => {
    expect(call(waiting, undefined)).toBeNull();
  });
});
