import { describe, expect, it } from 'vitest';
import { wordAllReasons, wordPairingReasons } from './pairing-reasons';

const names = { mentee: 'Askby', mentor: 'Björkstad' };
const reason = (factor: string, facts: Record<string, string | number | boolean | null>, value = 1, weight = 10) => ({
  factor,
  value,
  weight,
  facts
});
const word = (factor: string, facts: Record<string, string | number | boolean | null>) =>
  wordPairingReasons([reason(factor, facts)], names)[0];

describe('wordPairingReasons', () => {
  it('names the one ahead and both levels', () => {
    const facts = { dimension: 'legal', menteeLevel: 1, mentorLevel: 3, levelsAhead: 2 };
    expect(word('gap', facts)).toBe('Björkstad is 2 levels ahead: level 3, where Askby is at level 1');
    expect(word('gap', { ...facts, mentorLevel: 2, levelsAhead: 1 })).toContain('1 level ahead');
  });

  it('tells the first wish from the third', () => {
    expect(word('priority', { dimension: 'legal', priority: 1 })).toContain('most');
    expect(word('priority', { dimension: 'legal', priority: 3 })).toContain('third');
  });

  it('calls sizes alike up to half as large again', () => {
    expect(word('likeness-population', { mentee: 10_000, mentor: 15_000 })).toContain('Much the same size');
    expect(word('likeness-population', { mentee: 10_000, mentor: 15_001 })).toContain('Not the same size');
    expect(word('likeness-population', { mentee: 10_000, mentor: 15_000 })).toContain(
      'Askby has 10,000 inhabitants, Björkstad 15,000'
    );
  });

  it('words the three ways two groups can relate', () => {
    expect(word('likeness-group', { mentee: 'C6', mentor: 'C6', shared: 'group' })).toContain(
      'same kind of municipality: group C6'
    );
    expect(word('likeness-group', { mentee: 'C6', mentor: 'C8', shared: 'main-group' })).toContain('Related');
    expect(word('likeness-group', { mentee: 'C6', mentor: 'A1', shared: 'none' })).toContain('Different');
  });

  it('mentions the county only where it is shared', () => {
    expect(word('distance', { km: 45, sameCounty: true })).toBe('45 km apart, in the same county');
    expect(word('distance', { km: 45, sameCounty: false })).toBe('45 km apart');
  });

  it('puts first what counted most', () => {
    const near = reason('distance', { km: 5, sameCounty: true }, 0.95, 10);
    const ahead = reason('gap', { dimension: 'legal', menteeLevel: 1, mentorLevel: 2, levelsAhead: 1 }, 1, 35);
    expect(wordPairingReasons([near, ahead], names)[0]).toContain('ahead');
  });

  it('names the forms and months both would meet in', () => {
    const forms = { mentee: 'call,visit', mentor: 'call,visit,group' };
    expect(word('form', { ...forms, shared: 'call,visit', count: 2 })).toBe(
      'Both would like to meet this way: call and visit'
    );
    expect(word('months', { shared: '11,12,1', count: 3 })).toBe('Both have time in November, December and January');
    const none = [
      reason('form', { mentee: 'call', mentor: 'visit,group', shared: '', count: 0 }, 0),
      reason('months', { shared: '', count: 0 }, 0)
    ];
    expect(wordPairingReasons(none, names)).toEqual([]);
    expect(wordAllReasons(none, names)).toEqual([
      'No way of meeting in common: Askby named call, Björkstad visit and group',
      'No month in the first six in which both have time'
    ]);
  });

  it('tells how long ago the mentor took the step', () => {
    expect(word('climb', { dimension: 'legal', level: 2, months: 7.6 })).toBe(
      'Björkstad took the step to level 2, 8 months ago'
    );
    expect(word('climb', { dimension: 'legal', level: 2, months: 1 })).toContain('1 month ago');
    expect(word('climb', { dimension: 'legal', level: 2, months: 0.3 })).toContain('has just taken');
    expect(word('climb', { dimension: 'legal', level: 2, months: null })).toContain('Not known');
  });

  it('names the systems two share, and who wished for whom', () => {
    expect(word('likeness-systems', { shared: 'kartbordet', count: 1, of: 2 })).toBe('They use the same: kartbordet');
    expect(word('wish', { rank: 2 })).toBe('Björkstad is number 2 of the mentors Askby wishes for');
    expect(word('preference', { wished: true })).toBe('Björkstad would like to help Askby');
    expect(word('waiting', { unmatchedBefore: true })).toBe('Askby got nobody last time');
  });

  it.each([
    ['near', true, 'In the same county, as Askby wishes'],
    ['near', false, 'In another county, although'],
    ['elsewhere', true, 'In the same county, although'],
    ['elsewhere', false, 'In another county, as Askby wishes']
  ])('words a county for who wants its mentor %s (same: %s)', (where, sameCounty, said) => {
    expect(word('county', { where, sameCounty })).toContain(said);
  });

  it('tells the pair no wish that was not made, and the coordinator all of them', () => {
    const against = [
      reason('wish', { rank: 0 }, 0),
      reason('preference', { wished: false }, 0),
      reason('waiting', { unmatchedBefore: false }, 0),
      reason('climb', { dimension: 'legal', level: 2, months: null }, 0),
      reason('likeness-systems', { shared: '', count: 0, of: 2 }, 0)
    ];
    expect(wordPairingReasons(against, names)).toEqual([]);
    expect(wordAllReasons(against, names)).toHaveLength(5);
    expect(wordAllReasons(against, names)[0]).toContain('not among those');
  });

  it('leaves out a factor of a newer server', () => {
    expect(wordPairingReasons([reason('shared-language', { language: 'fi' })], names)).toEqual([]);
  });
});
