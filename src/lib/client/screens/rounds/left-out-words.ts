import type { BrokenRule } from '$lib/domain/mentoring/hard-rules';
import type { LeftWithout } from '$lib/domain/mentoring/left-without';
import { m } from '$lib/paraglide/messages.js';
import { RULED_WORDS, UNMATCHED_WORDS } from './round-words';

/** Why somebody has nobody: what was found when the round was computed; null where an invitation came to nothing. */
export const sayLeftOut = (leftOut: LeftWithout | null): string =>
  leftOut ? UNMATCHED_WORDS[leftOut.reason]() : m.round_without_off();

/**
 * How many mentors each rule ruled out, most first.
 *
 * @example sayRuledOut({ 'invitations-open': 2 }) // ['2 mentors: has two invitations to answer already']
 */
export function sayRuledOut(ruledOut: LeftWithout['ruledOut'] = {}): string[] {
  return (Object.entries(ruledOut) as [BrokenRule['rule'], number][])
    .sort((a, b) => b[1] - a[1])
    .map(([rule, count]) => m.round_ruled({ count, rule: RULED_WORDS[rule]() }));
}
