import { levelOf, municipalityOf, type CurrentPairing, type MenteeProfile, type MentorProfile } from './profile';

/** A rule that a pair breaks on a dimension, with the facts a message needs. */
export type BrokenRule =
  | { rule: 'same-municipality' }
  | { rule: 'veto'; by: 'mentee' | 'mentor' | 'both' }
  | { rule: 'no-consent'; of: 'mentee' | 'mentor' | 'both' }
  | { rule: 'withdrawn'; of: 'mentee' | 'mentor' | 'both' }
  | { rule: 'invitations-open'; open: number; most: number }
  | { rule: 'resting' }
  | { rule: 'no-common-language'; mentee: readonly string[]; mentor: readonly string[] }
  | { rule: 'not-wanted'; dimension: string }
  | { rule: 'not-offered'; dimension: string }
  | { rule: 'level-unknown'; dimension: string; of: 'mentee' | 'mentor' | 'both' }
  | { rule: 'not-ahead'; dimension: string; menteeLevel: number; mentorLevel: number }
  | { rule: 'too-far-ahead'; dimension: string; menteeLevel: number; mentorLevel: number; maxGap: number }
  | { rule: 'mentor-level-too-low'; dimension: string; mentorLevel: number; minLevel: number }
  | { rule: 'mentor-is-mentee'; dimension: string };

export interface RuleOptions {
  /** Most levels a mentor may be ahead; null for no limit (more than two count little in the score). */
  maxGap: number | null;
  /** Lowest level at which a mentor may teach. */
  minLevel: number;
  /** Running pairings: nobody is mentor and mentee of the same municipality on the same dimension. */
  current: readonly CurrentPairing[];
}

/** Invitations a mentor may have open at a time. */
export const MOST_INVITATIONS = 2;

export const DEFAULT_RULES: RuleOptions = { maxGap: null, minLevel: 2, current: [] };

/**
 * The rules about two municipalities that a pair breaks whatever the dimension; empty when it breaks none.
 *
 * @example
 * checkPair(mentee, { ...mentor, vetoes: [mentee.id] }); // [{ rule: 'veto', by: 'mentor' }]
 */
export function checkPair(mentee: MenteeProfile, mentor: MentorProfile): BrokenRule[] {
  const municipality = municipalityOf(mentor);
  if (mentee.id === municipality) return [{ rule: 'same-municipality' }];
  const broken: BrokenRule[] = [];
  const noConsent = nameSides(mentee.consent === false, mentor.consent === false);
  if (noConsent) broken.push({ rule: 'no-consent', of: noConsent });
  const withdrawn = nameSides(mentee.withdrawn === true, mentor.withdrawn === true);
  if (withdrawn) broken.push({ rule: 'withdrawn', of: withdrawn });
  const open = mentor.openInvitations ?? 0;
  if (open >= MOST_INVITATIONS) broken.push({ rule: 'invitations-open', open, most: MOST_INVITATIONS });
  if (mentor.resting) broken.push({ rule: 'resting' });
  const byMentee = mentee.vetoes.includes(mentor.id) || mentee.vetoes.includes(municipality);
  const byMentor = mentor.vetoes.includes(mentee.id);
  const by = nameSides(byMentee, byMentor);
  if (by) broken.push({ rule: 'veto', by });
  if (!mentee.languages.some((language) => mentor.languages.includes(language))) {
    broken.push({ rule: 'no-common-language', mentee: mentee.languages, mentor: mentor.languages });
  }
  return broken;
}

/**
 * Whether any pair with this side can keep the rules: it agreed, did not withdraw, and as a mentor neither rests nor has
 * two invitations open.
 *
 * @example
 * mayTakePart({ ...mentor, openInvitations: 2 }); // false
 */
export function mayTakePart(
  side: Pick<MenteeProfile, 'consent' | 'withdrawn'> & Partial<Pick<MentorProfile, 'openInvitations' | 'resting'>>
): boolean {
  const { consent, withdrawn, openInvitations = 0, resting } = side;
  return consent !== false && !withdrawn && !resting && openInvitations < MOST_INVITATIONS;
}

function nameSides(mentee: boolean, mentor: boolean): 'mentee' | 'mentor' | 'both' | null {
  return mentee && mentor ? 'both' : mentee ? 'mentee' : mentor ? 'mentor' : null;
}

/**
 * The rules that a pair breaks on one dimension; empty when it breaks none. The mentor offers it and the mentee wants it,
 * the mentor is at least one and at most `maxGap` levels ahead, stands at `minLevel` or higher, and is not being mentored
 * by this very mentee on it.
 *
 * @example
 * // levels 2 and 2
 * checkDimension(mentee, mentor, 'legal'); // [{ rule: 'not-ahead', dimension: 'legal', menteeLevel: 2, mentorLevel: 2 }]
 */
export function checkDimension(
  mentee: MenteeProfile,
  mentor: MentorProfile,
  dimension: string,
  { maxGap, minLevel, current }: RuleOptions = DEFAULT_RULES
): BrokenRule[] {
  const broken: BrokenRule[] = [];
  if (!mentee.wants.some((want) => want.dimension === dimension)) broken.push({ rule: 'not-wanted', dimension });
  if (!mentor.offers.includes(dimension)) broken.push({ rule: 'not-offered', dimension });
  const isReversed = (pairing: CurrentPairing) =>
    pairing.dimension === dimension && pairing.mentee === municipalityOf(mentor) && pairing.mentor === mentee.id;
  if (current.some(isReversed)) broken.push({ rule: 'mentor-is-mentee', dimension });

  const menteeLevel = levelOf(mentee, dimension);
  const mentorLevel = levelOf(mentor, dimension);
  if (mentorLevel !== null && mentorLevel < minLevel) {
    broken.push({ rule: 'mentor-level-too-low', dimension, mentorLevel, minLevel });
  }
  if (menteeLevel === null || mentorLevel === null) {
    const of = menteeLevel !== null ? 'mentor' : mentorLevel !== null ? 'mentee' : 'both';
    return [...broken, { rule: 'level-unknown', dimension, of }];
  }
  const gap = mentorLevel - menteeLevel;
  if (gap < 1) broken.push({ rule: 'not-ahead', dimension, menteeLevel, mentorLevel });
  if (maxGap !== null && gap > maxGap)
    broken.push({ rule: 'too-far-ahead', dimension, menteeLevel, mentorLevel, maxGap });
  return broken;
}

/**
 * Everything that keeps two municipalities from being paired: the rules about the pair, and those broken on each wanted
 * dimension. Empty as soon as one wanted dimension is possible. A mentee that wants nothing breaks no rule here.
 *
 * @example
 * // wants legal and demand; the mentor offers neither
 * listBrokenRules(mentee, mentor); // [{ rule: 'not-offered', dimension: 'legal' }, { rule: 'not-offered', dimension: 'demand' }]
 */
export function listBrokenRules(
  mentee: MenteeProfile,
  mentor: MentorProfile,
  options: RuleOptions = DEFAULT_RULES
): BrokenRule[] {
  const pair = checkPair(mentee, mentor);
  const dimensions = mentee.wants.map((want) => checkDimension(mentee, mentor, want.dimension, options));
  const isPossible = dimensions.some((broken) => broken.length === 0);
  return isPossible ? pair : [...pair, ...dimensions.flat()];
}
