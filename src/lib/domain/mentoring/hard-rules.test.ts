import { describe, expect, it } from 'vitest';
import { checkDimension, checkPair, DEFAULT_RULES, listBrokenRules } from './hard-rules';
import { mentee, mentor } from './profile.arbitrary';

const withLevels = (menteeLevel: number | null, mentorLevel: number | null) =>
  checkDimension({ ...mentee, levels: { legal: menteeLevel } }, { ...mentor, levels: { legal: mentorLevel } }, 'legal');

describe('checkPair', () => {
  it('lets two different municipalities with a common language through', () => {
    expect(checkPair(mentee, mentor)).toEqual([]);
  });

  it('keeps a municipality from mentoring itself', () => {
    expect(checkPair(mentee, { ...mentor, id: 'a' })).toEqual([{ rule: 'same-municipality' }]);
  });

  it('says whose veto it was', () => {
    const againstMentor = { ...mentee, vetoes: ['b'] };
    const againstMentee = { ...mentor, vetoes: ['a'] };
    expect(checkPair(againstMentor, mentor)).toEqual([{ rule: 'veto', by: 'mentee' }]);
    expect(checkPair(mentee, againstMentee)).toEqual([{ rule: 'veto', by: 'mentor' }]);
    expect(checkPair(againstMentor, againstMentee)).toEqual([{ rule: 'veto', by: 'both' }]);
    expect(checkPair({ ...mentee, vetoes: ['c'] }, mentor)).toEqual([]);
  });

  it('keeps out who has not agreed, has withdrawn, rests, or waits for two answers', () => {
    expect(checkPair({ ...mentee, consent: false }, mentor)).toEqual([{ rule: 'no-consent', of: 'mentee' }]);
    expect(checkPair({ ...mentee, withdrawn: true }, { ...mentor, withdrawn: true })).toEqual([
      { rule: 'withdrawn', of: 'both' }
    ]);
    expect(checkPair(mentee, { ...mentor, resting: true })).toEqual([{ rule: 'resting' }]);
    expect(checkPair(mentee, { ...mentor, openInvitations: 2 })).toEqual([
      { rule: 'invitations-open', open: 2, most: 2 }
    ]);
    expect(checkPair({ ...mentee, consent: true }, { ...mentor, openInvitations: 1 })).toEqual([]);
  });

  it('takes a group offer for the municipality that makes it', () => {
    const group = { ...mentor, id: 'b-group', of: 'b' };
    expect(checkPair({ ...mentee, id: 'b' }, group)).toEqual([{ rule: 'same-municipality' }]);
    expect(checkPair({ ...mentee, vetoes: ['b'] }, group)).toEqual([{ rule: 'veto', by: 'mentee' }]);
  });

  it('asks for a common language', () => {
    expect(checkPair({ ...mentee, languages: ['nl'] }, mentor)).toEqual([
      { rule: 'no-common-language', mentee: ['nl'], mentor: ['en', 'sv'] }
    ]);
  });
});

describe('checkDimension', () => {
  it.each([
    [1, 2],
    [1, 3],
    [0, 2],
    [4, 5]
  ])('allows a mentee at level %i a mentor at level %i', (menteeLevel, mentorLevel) => {
    expect(withLevels(menteeLevel, mentorLevel)).toEqual([]);
  });

  it('refuses a mentor who is not ahead', () => {
    expect(withLevels(3, 3)).toEqual([{ rule: 'not-ahead', dimension: 'legal', menteeLevel: 3, mentorLevel: 3 }]);
    expect(withLevels(3, 2)).toEqual([{ rule: 'not-ahead', dimension: 'legal', menteeLevel: 3, mentorLevel: 2 }]);
  });

  it('refuses a mentor below level 2, though ahead', () => {
    expect(withLevels(0, 1)).toEqual([
      { rule: 'mentor-level-too-low', dimension: 'legal', mentorLevel: 1, minLevel: 2 }
    ]);
  });

  it('allows a mentor any number of levels ahead, unless the round sets a limit', () => {
    expect(withLevels(0, 5)).toEqual([]);
    const far = { ...mentor, levels: { legal: 4 } };
    expect(checkDimension(mentee, far, 'legal', { ...DEFAULT_RULES, maxGap: 2 })).toEqual([
      { rule: 'too-far-ahead', dimension: 'legal', menteeLevel: 1, mentorLevel: 4, maxGap: 2 }
    ]);
  });

  it('says whose level is unknown', () => {
    expect(withLevels(null, 3)).toEqual([{ rule: 'level-unknown', dimension: 'legal', of: 'mentee' }]);
    expect(withLevels(1, null)).toEqual([{ rule: 'level-unknown', dimension: 'legal', of: 'mentor' }]);
    expect(withLevels(null, null)).toEqual([{ rule: 'level-unknown', dimension: 'legal', of: 'both' }]);
  });

  it('refuses what is not offered or not wanted', () => {
    expect(checkDimension(mentee, { ...mentor, offers: ['demand'] }, 'legal')).toEqual([
      { rule: 'not-offered', dimension: 'legal' }
    ]);
    expect(checkDimension(mentee, mentor, 'demand')).toEqual([{ rule: 'not-wanted', dimension: 'demand' }]);
  });

  it('keeps a mentee from mentoring its own mentor on the same dimension', () => {
    const running = (dimension: string) => ({ ...DEFAULT_RULES, current: [{ mentee: 'b', mentor: 'a', dimension }] });
    expect(checkDimension(mentee, mentor, 'legal', running('legal'))).toEqual([
      { rule: 'mentor-is-mentee', dimension: 'legal' }
    ]);
    expect(checkDimension(mentee, mentor, 'legal', running('demand'))).toEqual([]);
    const other = { ...DEFAULT_RULES, current: [{ mentee: 'b', mentor: 'c', dimension: 'legal' }] };
    expect(checkDimension(mentee, mentor, 'legal', other)).toEqual([]);
  });
});

describe('listBrokenRules', () => {
  const both = { ...mentee, wants: [...mentee.wants, { dimension: 'demand', priority: 2 }] };

  it('is empty as soon as one wanted dimension is possible', () => {
    expect(listBrokenRules(both, { ...mentor, offers: ['demand'] })).toEqual([]);
  });

  it('lists what stands in the way of the pair and of every wanted dimension', () => {
    expect(listBrokenRules(both, { ...mentor, offers: [], vetoes: ['a'] })).toEqual([
      { rule: 'veto', by: 'mentor' },
      { rule: 'not-offered', dimension: 'legal' },
      { rule: 'not-offered', dimension: 'demand' }
    ]);
  });
});
