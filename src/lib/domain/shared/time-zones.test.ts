import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockChanges, instantOf, isTimeZone, localAfter, localAt, localExists, offsetAt } from './time-zones';

const SE = 'Europe/Stockholm';

describe('clocks of a zone', () => {
  it('shows the right moment before, at and after both changes of 2027', () => {
    const utc = (local: string) => new Date(instantOf(local, SE)).toISOString().slice(0, 16);
    expect(utc('2027-03-26T10:00')).toBe('2027-03-26T09:00');
    expect(utc('2027-03-28T01:59')).toBe('2027-03-28T00:59');
    expect(utc('2027-03-28T03:00')).toBe('2027-03-28T01:00');
    expect(utc('2027-03-29T10:00')).toBe('2027-03-29T08:00');
    expect(utc('2027-10-29T10:00')).toBe('2027-10-29T08:00');
    // shown twice: the first
    expect(utc('2027-10-31T02:30')).toBe('2027-10-31T00:30');
    expect(utc('2027-11-01T10:00')).toBe('2027-11-01T09:00');
  });

  it('knows the hour that is left out in spring', () => {
    expect(localExists('2027-03-28T02:30', SE)).toBe(false);
    expect(localExists('2027-03-28T03:00', SE)).toBe(true);
    expect(localExists('2027-10-31T02:30', SE)).toBe(true);
    expect(localAt(instantOf('2027-03-28T02:30', SE), SE)).toBe('2027-03-28T03:30');
  });

  it('counts real minutes over a change', () => {
    expect(localAfter('2027-03-28T01:30', 60, SE)).toBe('2027-03-28T03:30');
    expect(localAfter('2027-10-31T01:30', 180, SE)).toBe('2027-10-31T03:30');
    expect(localAfter('2027-03-29T10:00', 45, SE)).toBe('2027-03-29T10:45');
  });

  it('finds when clocks change, and that some never do', () => {
    expect(clockChanges(SE, 2027, 2027).map(({ local, from, to }) => [local, from, to])).toEqual([
      ['2027-03-28T02:00', 60, 120],
      ['2027-10-31T03:00', 120, 60]
    ]);
    expect(clockChanges('America/New_York', 2027, 2027).map(({ local }) => local)).toEqual([
      '2027-03-14T02:00',
      '2027-11-07T02:00'
    ]);
    expect(clockChanges('Asia/Tokyo', 2027, 2028)).toEqual([]);
  });

  it('tells names of zones from other words', () => {
    expect(['Europe/Stockholm', 'UTC', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
    expect(['', 'Stockholm', 'Europe/Nowhere', 'Europe/Stockholm\r\nX:1', '+01:00'].some(isTimeZone)).toBe(false);
  });

  it('goes there and back for any time a clock shows', () => {
    const zones = [SE, 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu'];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 }),
        fc.constantFrom(...zones),
        (minute, zone) => {
          const at = minute * 60_000;
          const back = instantOf(localAt(at, zone), zone);
          // shown twice, the first is meant
          expect(back <= at && at - back <= 60 * 60_000).toBe(true);
          expect(localAt(back, zone)).toBe(localAt(at, zone));
          expect(Math.abs(offsetAt(at, zone) % 15)).toBe(0);
        }
      ),
      { numRuns: 500 }
    );
  });
});
