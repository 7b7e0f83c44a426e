import type { PairIds } from '$lib/domain/mentoring/match-problem';
import type { MentorProfile } from '$lib/domain/mentoring/profile';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import type { RoundNames } from './names';

/**
 * Why pins cannot be held together, with the names of those in them; undefined for any other problem.
 *
 * @example
 * wordConflict({ code: 'pins-over-capacity', path: 'pin.1', message: '' }, [['a', 'x'], ['b', 'x']], mentors, names);
 * // 'Umeå has 1 place, and more pairs are pinned to it: Askby with Umeå; Björkstad with Umeå. Let one of them go first.'
 */
export function wordConflict(
  { code, path }: Problem,
  pins: readonly PairIds[],
  mentors: readonly MentorProfile[],
  names: RoundNames
): string | undefined {
  const pin = pins[Number(/^pin\.(\d+)/.exec(path)?.[1] ?? NaN)];
  if (!pin) return undefined;
  const [mentee, mentor] = pin;
  switch (code) {
    case 'pins-over-capacity': {
      const places = m.round_places({ count: mentors.find(({ id }) => id === mentor)?.capacity ?? 0 });
      const pairs = names.pairs(pins.filter((other) => other[1] === mentor));
      return m.round_conflict_mentor({ mentor: names.mentor(mentor), places, pairs });
    }
    case 'pins-over-need':
      return m.round_conflict_mentee({
        mentee: names.mentee(mentee),
        pairs: names.pairs(pins.filter((other) => other[0] === mentee))
      });
    case 'pin-not-an-edge':
    case 'unknown-id':
      return m.round_conflict_edge({ pairs: names.pairs([pin]) });
    case 'pin-forbidden':
      return m.round_conflict_forbidden({ pairs: names.pairs([pin]) });
    default:
      return undefined;
  }
}
