import { describe, expect, it } from 'vitest';
import { judgeFormTime, wordVisitWish } from './visit-sign-up';

const now = Date.parse('2026-11-22T09:00:00Z');
const hours = (n: number) => n * 3_600_000;

describe('judgeFormTime', () => {
  it.each<[string, number | null, object]>([
    ['three seconds', now - 3000, { person: true }],
    ['a lunch break', now - hours(2), { person: true }],
    ['a second less than three', now - 2999, { person: false, because: 'too-fast' }],
    ['a time to come', now + 1000, { person: false, because: 'too-fast' }],
    ['more than a day', now - hours(24) - 1, { person: false, because: 'too-old' }],
    ['a signature that is not ours', null, { person: false, because: 'not-ours' }]
  ])('%s', (_name, shown, judged) => {
    expect(judgeFormTime(shown, now)).toEqual(judged);
  });
});

describe('wordVisitWish', () => {
  it('puts the wish on one line behind its lead', () => {
    expect(wordVisitWish('Asks for a visit', ' In March,\r\n\tplease ')).toBe('Asks for a visit: In March, please');
    expect(wordVisitWish('Asks for a visit', ' \n')).toBe('Asks for a visit');
  });
  it('never becomes longer than a promise may be', () => {
    const worded = wordVisitWish('Asks for a visit', 'word '.repeat(120));
    expect(worded.length).toBeLessThanOrEqual(300);
    expect(worded.endsWith('…')).toBe(true);
  });
});
