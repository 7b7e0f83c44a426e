import { describe, expect, it } from 'vitest';
import { addMonths, expiryOf, type Kept } from './retention';

const kept: Kept = { optedOutOn: null, touchedOn: '2024-02-29', removedOn: null, mailbox: false };
const rules = { untouchedMonths: 24, optedOutMonths: 6 };

describe('when a contact goes', () => {
  it('is never without rules', () => {
    const none = { untouchedMonths: null, optedOutMonths: null };
    expect(expiryOf({ ...kept, optedOutOn: '2020-01-01' }, none)).toBeNull();
  });

  it('is so many months after anybody was last in touch', () => {
    expect(expiryOf(kept, rules)).toEqual({ on: '2026-02-28', because: 'untouched' });
  });

  it('is earlier for whoever asked not to be contacted', () => {
    expect(expiryOf({ ...kept, optedOutOn: '2024-03-31' }, rules)).toEqual({ on: '2024-09-30', because: 'opted-out' });
  });

  it('is not for want of touch where it is the mailbox of an office', () => {
    expect(expiryOf({ ...kept, mailbox: true }, rules)).toBeNull();
    expect(expiryOf({ ...kept, mailbox: true, optedOutOn: '2026-01-01' }, rules)).toMatchObject({
      because: 'opted-out'
    });
  });

  it('is thirty days after it was removed, whatever the rules', () => {
    const removed = { ...kept, removedOn: '2026-11-22' };
    const none = { untouchedMonths: null, optedOutMonths: null };
    expect(expiryOf(removed, none)).toEqual({ on: '2026-12-22', because: 'removed' });
    expect(expiryOf(removed, rules)).toEqual({ on: '2026-02-28', because: 'untouched' });
  });
});

it('counts months to the last day of a shorter one, over the turn of a year', () => {
  expect([addMonths('2026-08-31', 6), addMonths('2027-12-15', 1), addMonths('2023-01-31', 13)]).toEqual([
    ...['2027-02-28', '2028-01-15', '2024-02-29']
  ]);
});
