import { describe, expect, it } from 'vitest';
import { readDay } from './read-day';

const day = (text: string) => {
  const read = readDay(text);
  return read.kind === 'day' ? read.day : read.kind;
};

describe('readDay', () => {
  it.each([
    ['2026-03-05', '2026-03-05'],
    ['2026-03-05T09:30:00.000Z', '2026-03-05'],
    ['2026-03-05 13:00', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['5.3.2026', '2026-03-05'],
    ['5 mars 2026', '2026-03-05'],
    ['den 5 mars 2026', '2026-03-05'],
    ['torsdag 5 mars 2026', '2026-03-05'],
    ['5 maart 2026', '2026-03-05'],
    ['5 mrt. 2026', '2026-03-05'],
    ['March 5th, 2026', '2026-03-05'],
    ['5-mar-2026', '2026-03-05'],
    ['46086', '2026-03-05'],
    ['46086,75', '2026-03-05'],
    ['25/3/2026', '2026-03-25'],
    ['3/25/2026', '2026-03-25'],
    ['5/5/2026', '2026-05-05'],
    ['', 'empty']
  ])('reads %s', (text, wanted) => expect(day(text)).toBe(wanted));

  it.each(['5.3.26', '31.2.2026', '2026-13-01', 'i våras', '2016', '12', '99999', '5 foo 2026', '0000-00-00'])(
    'does not guess at %s',
    (text) => expect(day(text)).toBe('unreadable')
  );

  it('asks which comes first where strokes allow both, and believes the answer', () => {
    expect(readDay('05/03/2026')).toEqual({ kind: 'ambiguous', dmy: '2026-03-05', mdy: '2026-05-03' });
    expect(readDay('5-3-2026').kind).toBe('ambiguous');
    expect(readDay('05/03/2026', 'mdy')).toEqual({ kind: 'day', day: '2026-05-03' });
    expect(readDay('05/03/2026', 'dmy')).toEqual({ kind: 'day', day: '2026-03-05' });
  });
});
