import { describe, expect, it } from 'vitest';
import type { BrokenRule } from '$lib/domain/mentoring/hard-rules';
import { RULED_WORDS } from './round-words';
import { wordRule } from './rule-words';

const about = { mentee: 'Askby', mentor: 'Björkstad', themes: { legal: 'Law' } };
const levels = { dimension: 'legal', menteeLevel: 1, mentorLevel: 1 };
const RULES: [BrokenRule, string][] = [
  [{ rule: 'same-municipality' }, 'Björkstad cannot be its own mentor.'],
  [{ rule: 'veto', by: 'mentee' }, 'Askby does not want to be paired with Björkstad.'],
  [{ rule: 'veto', by: 'mentor' }, 'Björkstad does not want to be paired with Askby.'],
  [{ rule: 'veto', by: 'both' }, 'Neither wants to be paired with the other.'],
  [{ rule: 'no-consent', of: 'both' }, 'No yes to taking part yet from Askby and Björkstad.'],
  [{ rule: 'withdrawn', of: 'mentor' }, 'Withdrawn from the rounds: Björkstad.'],
  [{ rule: 'invitations-open', open: 2, most: 2 }, 'Björkstad has 2 invitations to answer; at most 2 are open'],
  [{ rule: 'resting' }, 'Björkstad rests for three months'],
  [{ rule: 'no-common-language', mentee: ['sv'], mentor: ['nl', 'en'] }, 'Askby has Swedish, Björkstad Dutch, English'],
  [{ rule: 'not-wanted', dimension: 'legal' }, 'Askby does not want help with Law.'],
  [{ rule: 'not-offered', dimension: 'legal' }, 'Björkstad does not offer help with Law.'],
  [{ rule: 'level-unknown', dimension: 'legal', of: 'mentee' }, 'Law: the level of Askby is not known'],
  [{ rule: 'not-ahead', ...levels }, 'Law: Björkstad is at level 1 and Askby at level 1'],
  [{ rule: 'too-far-ahead', ...levels, mentorLevel: 4, maxGap: 2 }, 'at most 2 levels ahead'],
  [{ rule: 'mentor-level-too-low', dimension: 'legal', mentorLevel: 1, minLevel: 2 }, 'from level 2 on'],
  [{ rule: 'mentor-is-mentee', dimension: 'legal' }, 'Law: Björkstad gets help from Askby']
];

describe('wordRule', () => {
  it.each(RULES)('%o', (broken, said) => expect(wordRule(broken, about)).toContain(said));

  it('has words for each rule of the matching', () => {
    expect(new Set(RULES.map(([{ rule }]) => rule))).toEqual(new Set(Object.keys(RULED_WORDS)));
  });

  it('falls back on the id of a theme of another model', () => {
    expect(wordRule({ rule: 'not-wanted', dimension: 'old' }, about)).toContain('help with old.');
  });
});
