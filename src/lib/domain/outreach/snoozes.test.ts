import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestWeek, weekOf } from './digest-week';
import { followUp, uuid } from './records.fixture';
import { proposeSnoozes, type Snooze, withSnooze } from './snoozes';

const snooze = (n: number, from: string, to: string): Snooze => ({
  ...{ id: uuid(n), from, to, reason: '', by: uuid(800), at: '2026-11-22T08:00:00.000Z' }
});
const isoDay = fc
  .integer({ min: 0, max: 2000 })
  .map((n) => new Date(n * 86_400_000 + 1.8e12).toISOString().slice(0, 10));

describe('putting a promise off', () => {
  it('never loses a day it was put off before, and ends on the last one', () => {
    fc.assert(
      fc.property(fc.array(isoDay, { minLength: 1, maxLength: 12 }), (days) => {
        const moved = days.reduce((promise, to, i) => withSnooze(promise, snooze(i, promise.due, to)), followUp(1));
        expect(moved.due).toBe(days.at(-1));
        expect(moved.snoozes?.map(({ to }) => to)).toEqual(days);
        // each one begins where the one before it ended
        expect(moved.snoozes?.map(({ from }) => from)).toEqual([followUp(1).due, ...days.slice(0, -1)]);
      })
    );
  });

  it('counts the same one once, however often it comes', () => {
    const once = withSnooze(followUp(1), snooze(1, '2026-11-22', '2026-11-29'));
    expect(withSnooze(once, snooze(1, '2026-11-22', '2026-11-29'))).toEqual(once);
  });

  it('proposes days to come, in their order, each once', () => {
    fc.assert(
      fc.property(isoDay, (today) => {
        const days = proposeSnoozes(today).map(({ due }) => due);
        expect(days.every((day) => day > today)).toBe(true);
        expect(new Set(days).size).toBe(days.length);
        const monday = proposeSnoozes(today).find(({ id }) => id === 'monday');
        if (monday) expect(new Date(monday.due).getUTCDay()).toBe(1);
      })
    );
    // on a Sunday tomorrow is Monday
    expect(proposeSnoozes('2026-11-22').map(({ id }) => id)).toEqual(['tomorrow', 'two-weeks', 'month']);
  });
});

describe('the week’s mail', () => {
  it('goes on Mondays from six o’clock by the network’s clock, also across a change of clocks', () => {
    const at = (time: string) => digestWeek(new Date(time), 'Europe/Stockholm');
    expect(at('2026-11-23T04:59:00Z')).toBeNull();
    expect(at('2026-11-23T05:00:00Z')).toBe('2026-11-23');
    expect(at('2026-11-23T22:59:00Z')).toBe('2026-11-23');
    expect(at('2026-11-23T23:00:00Z')).toBeNull();
    // summer time: an hour earlier by UTC
    expect(at('2026-06-01T04:00:00Z')).toBe('2026-06-01');
    expect(digestWeek(new Date('2026-11-22T20:00:00Z'), 'Pacific/Auckland')).toBe('2026-11-23');
  });

  it('has one’s own promises that are late or due until Sunday, and contacts to be in touch with', () => {
    const promises = [
      followUp(1, { due: '2026-11-22' }),
      followUp(2, { due: '2026-11-29' }),
      followUp(3, { due: '2026-11-30' }),
      followUp(4, { due: '2026-11-20', done: true }),
      followUp(5, { due: '2026-11-20', ownerId: uuid(801) })
    ];
    const contacts = [
      { ownerId: uuid(800), due: '2026-11-29' },
      { ownerId: uuid(800), due: '2026-12-01' },
      { ownerId: uuid(800), due: null }
    ];
    const digest = weekOf(uuid(800), '2026-11-23', { promises, contacts, corrections: 0 });
    expect(digest?.overdue.map(({ id }) => id)).toEqual([uuid(701)]);
    expect(digest?.thisWeek.map(({ id }) => id)).toEqual([uuid(702)]);
    expect(digest?.contacts).toHaveLength(1);
  });

  it('is none where there is nothing to do', () => {
    expect(weekOf(uuid(800), '2026-11-23', { promises: [], contacts: [], corrections: 0 })).toBeNull();
    expect(weekOf(uuid(800), '2026-11-23', { promises: [], contacts: [], corrections: 1 })?.corrections).toBe(1);
  });
});
