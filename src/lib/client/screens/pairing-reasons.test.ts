import { describe, expect, it } from 'vitest';
import { wordPairingReasons } from './pairing-reasons';

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

  it('leaves out a factor of a newer server', () => {
    expect(wordPairingReasons([reason('shared-language', { language: 'fi' })], names)).toEqual([]);
  });
});
