import type { BrokenRule } from '$lib/domain/mentoring/hard-rules';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';

interface About {
  mentee: string;
  mentor: string;
  /** Names of the dimensions, by id. */
  themes: Readonly<Record<string, string>>;
}

/**
 * A rule in the way of a pair as the coordinator reads it: what would have to change.
 *
 * @example
 * wordRule({ rule: 'veto', by: 'mentor' }, { mentee: 'Askby', mentor: 'Björkstad', themes: {} });
 * // 'Björkstad does not want to be paired with Askby.'
 */
export function wordRule(broken: BrokenRule, { mentee, mentor, themes }: About): string {
  const who = (side: 'mentee' | 'mentor' | 'both') =>
    ({ mentee, mentor, both: m.round_rule_both({ mentee, mentor }) })[side];
  const theme = 'dimension' in broken ? (themes[broken.dimension] ?? broken.dimension) : '';
  switch (broken.rule) {
    case 'same-municipality':
      return m.round_rule_same({ mentor });
    case 'veto':
      if (broken.by === 'both') return m.round_rule_veto_both();
      return m.round_rule_veto({ by: who(broken.by), other: broken.by === 'mentee' ? mentor : mentee });
    case 'no-consent':
      return m.round_rule_consent({ who: who(broken.of) });
    case 'withdrawn':
      return m.round_rule_withdrawn({ who: who(broken.of) });
    case 'invitations-open':
      return m.round_rule_open({ mentor, open: broken.open, most: broken.most });
    case 'resting':
      return m.round_rule_resting({ mentor });
    case 'no-common-language':
      return m.round_rule_language({
        mentee,
        mentor,
        theirs: languages(broken.mentee),
        others: languages(broken.mentor)
      });
    case 'not-wanted':
      return m.round_rule_not_wanted({ mentee, theme });
    case 'not-offered':
      return m.round_rule_not_offered({ mentor, theme });
    case 'level-unknown':
      return m.round_rule_unknown({ theme, who: who(broken.of) });
    case 'not-ahead':
      return m.round_rule_not_ahead({ ...broken, mentee, mentor, theme });
    case 'too-far-ahead':
      return m.round_rule_too_far({ ...broken, mentee, mentor, theme, most: broken.maxGap });
    case 'mentor-level-too-low':
      return m.round_rule_too_low({ mentor, theme, mentorLevel: broken.mentorLevel, least: broken.minLevel });
    case 'mentor-is-mentee':
      return m.round_rule_reversed({ mentee, mentor, theme });
  }
}

function languages(codes: readonly string[]): string {
  const names = new Intl.DisplayNames(getLocale(), { type: 'language' });
  return codes.map((code) => names.of(code) ?? code).join(', ') || '–';
}
