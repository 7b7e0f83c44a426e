import type { Side } from './pairing-states';

/** What a pairing led to, as a device keeps it. */
export interface StoryRecord {
  id: string;
  pairingId: string;
  menteeId: string;
  mentorId: string;
  /** Which side tells it. */
  side: Side;
  text: string;
  dimension: string;
  /** The criterion that the mentee reached. */
  criterionId: string;
  /** `2026-03` */
  month: string;
  /** Rises with every change of the words; consent is to one edition. */
  edition: number;
  menteeConsent: boolean;
  mentorConsent: boolean;
  version: number;
}

export const STORY_CHARACTERS = 800;

type Consent = Pick<StoryRecord, 'menteeConsent' | 'mentorConsent'>;

/**
 * Whether the network may read a story: only while both municipalities agree to be named.
 *
 * @example
 * isShared({ menteeConsent: true, mentorConsent: false }); // false
 */
export const isShared = (story: Consent): boolean => story.menteeConsent && story.mentorConsent;

const AT_MOST = 3;

/**
 * The stories to show at a criterion to a municipality: those of others that both sides agree to, the latest month first, three at most.
 *
 * @param own the municipality that reads; null for the network's own people
 *
 * @example
 * storiesAt(stories, 'legal-release-check', 'ljusdal'); // those of Umeå and Ovanåker, not its own
 */
export function storiesAt(stories: readonly StoryRecord[], criterionId: string, own: string | null): StoryRecord[] {
  return stories
    .filter((story) => story.criterionId === criterionId && story.menteeId !== own && isShared(story))
    .sort((a, b) => (a.month === b.month ? (a.id < b.id ? -1 : 1) : a.month < b.month ? 1 : -1))
    .slice(0, AT_MOST);
}
