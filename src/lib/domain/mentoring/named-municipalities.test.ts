import { describe, expect, it } from 'vitest';
import { bareWish, namedProblems, whyNotNamed } from './named-municipalities';

const wish = (municipalityId: string) => ({ municipalityId, reason: '' });
const named = { avoid: ['a'], prefers: ['p'], wishes: [wish('w')] };

describe('municipalities that are named', () => {
  it('are others, once, and not on a list that says the opposite', () => {
    expect(whyNotNamed(named, 'avoid', 'own', 'own')).toBe('itself');
    expect(whyNotNamed(named, 'wishes', 'w', 'own')).toBe('twice');
    expect(whyNotNamed(named, 'wishes', 'a', 'own')).toBe('avoided');
    expect(whyNotNamed(named, 'prefers', 'a', 'own')).toBe('avoided');
    expect(whyNotNamed(named, 'avoid', 'w', 'own')).toBe('wished');
    expect(whyNotNamed(named, 'avoid', 'p', 'own')).toBe('preferred');
    // a mentor wished for may be one it would help as well, on another dimension
    expect(whyNotNamed(named, 'prefers', 'w', 'own')).toBeNull();
    expect(whyNotNamed(named, 'avoid', 'new', 'own')).toBeNull();
  });

  it('are told with their place where something is wrong', () => {
    expect(namedProblems(named, 'own')).toEqual([]);
    const wrong = { avoid: ['a', 'own', 'a'], prefers: ['p', 'a'], wishes: [wish('w'), wish('a')] };
    expect(namedProblems(wrong, 'own').map(({ code, path }) => [code, path])).toEqual([
      ['itself', 'avoid.1'],
      ['twice', 'avoid.2'],
      ['contradiction', 'wishes.1'],
      ['contradiction', 'prefers.1']
    ]);
  });

  it('are wished for with a reason, each', () => {
    const said = (municipalityId: string, reason: string) => ({ municipalityId, reason });
    expect(bareWish([said('a', 'Near'), said('b', 'Same system')], [])).toBeNull();
    expect(bareWish([said('a', 'Near'), said('b', ' \n ')], [])).toMatchObject({
      code: 'reason-missing',
      path: 'wishes.1.reason'
    });
    // a reason that was there cannot be taken away; one that never was may stand until it is written
    expect(bareWish([said('a', '')], [said('a', 'Near')])).toMatchObject({ path: 'wishes.0.reason' });
    expect(bareWish([said('a', ''), said('b', 'Near')], [said('a', '')])).toBeNull();
  });
});
