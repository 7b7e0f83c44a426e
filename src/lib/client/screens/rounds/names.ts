import type { MentorProfile } from '$lib/domain/mentoring/profile';
import type { PairIds } from '$lib/domain/mentoring/match-problem';
import { m } from '$lib/paraglide/messages.js';

export interface RoundNames {
  mentee: (id: string) => string;
  /** A group offer is named with what it is about. */
  mentor: (id: string) => string;
  theme: (dimension: string) => string;
  /** Several pairs in one line. */
  pairs: (pairs: readonly PairIds[]) => string;
}

// more than this many names are a count
const MOST_NAMED = 4;

/**
 * How a board calls those in it.
 *
 * @example
 * nameRound({ a: 'Askby', b: 'Björkstad' }, mentors, {}).pairs([['a', 'b']]); // 'Askby with Björkstad'
 */
export function nameRound(
  names: Readonly<Record<string, string>>,
  mentors: readonly MentorProfile[],
  themes: Readonly<Record<string, string>>
): RoundNames {
  const groups = new Map(mentors.flatMap(({ id, of, offers }) => (of === undefined ? [] : [[id, { of, offers }]])));
  const mentee = (id: string) => names[id] ?? id;
  const theme = (dimension: string) => themes[dimension] ?? dimension;
  function mentor(id: string): string {
    const group = groups.get(id);
    if (!group) return mentee(id);
    return m.round_lane_group({ mentor: mentee(group.of), dimension: group.offers.map(theme).join(', ') });
  }
  function pairs(list: readonly PairIds[]): string {
    const named = list
      .slice(0, MOST_NAMED)
      .map(([a, b]) => m.round_pair_name({ mentee: mentee(a), mentor: mentor(b) }));
    const rest = list.length - named.length;
    return [...named, ...(rest > 0 ? [m.round_and_more({ count: rest })] : [])].join('; ');
  }
  return { mentee, mentor, theme, pairs };
}

export function byId<T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}
