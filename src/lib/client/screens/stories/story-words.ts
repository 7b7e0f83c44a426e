import type { Side } from '$lib/domain/mentoring/pairing-states';
import { isShared, type StoryRecord } from '$lib/domain/mentoring/story';
import { m } from '$lib/paraglide/messages.js';
import { formatMonth } from '../dates';
import { municipalityName } from '../own';

/** "Umeå did this in March 2026, with help from Luleå". */
export function storyHeading({ menteeId, mentorId, month }: StoryRecord): string {
  return m.stories_did({
    mentee: municipalityName(menteeId),
    mentor: municipalityName(mentorId),
    // the middle of the month is in that month everywhere
    month: formatMonth(`${month}-15`)
  });
}

/** Whether a side agrees to be named. */
export const agrees = (story: StoryRecord, side: Side): boolean =>
  side === 'mentee' ? story.menteeConsent : story.mentorConsent;

/** Who sees it now, and what it waits for, as one side reads it. */
export function storyState(story: StoryRecord, side: Side): string {
  const other = municipalityName(side === 'mentee' ? story.mentorId : story.menteeId);
  if (isShared(story)) return m.stories_state_shared();
  if (agrees(story, side)) return m.stories_state_waiting({ other });
  return story.side === side ? m.stories_state_off() : m.stories_state_asked({ other });
}
