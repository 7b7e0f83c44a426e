import type { Told } from '../mentoring/merge-story';
import type { StoryRecord } from '../mentoring/story';
import type { StoryConsent, StoryTell } from '../mentoring/story-commands';
import { layOver } from '../shared/merge-fields';
import type { OutboxItem } from './outbox';
import type { Change, ReadRecord } from './records';

/** What an unsent story, or an unsent consent to one, makes of the records on this device. */
export function applyStory(item: OutboxItem, read: ReadRecord): Change[] {
  const { type, payload } = item.envelope;
  const { storyId: id, side } = payload as StoryTell | StoryConsent;
  const known = read('story', id);
  if (type === 'story.consent') {
    if (!known) return [];
    const { consent } = payload as StoryConsent;
    return [{ entity: 'story', id, data: { ...known, [consentOf(side)]: consent } }];
  }
  const { pairingId, text, dimension, criterionId, month, was } = payload as StoryTell;
  const pair = known ?? read('pairing', pairingId);
  if (!pair) return [];
  const { menteeId, mentorId } = pair;
  const mine: Told = { text, dimension, criterionId, month };
  const told = known ? layOver(toldIn(known), mine, was && { dimension: known.dimension, ...was }) : mine;
  const changed = !known || isOtherwise(known, told);
  const data: StoryRecord = {
    ...{ id, pairingId, menteeId, mentorId, side, ...told },
    edition: (known?.edition ?? 0) + (changed ? 1 : 0),
    menteeConsent: changed ? false : known.menteeConsent,
    mentorConsent: changed ? false : known.mentorConsent,
    version: item.ackedVersion ?? known?.version ?? 0,
    [consentOf(side)]: true
  };
  return [{ entity: 'story', id, data }];
}

const consentOf = (side: StoryRecord['side']) => (side === 'mentee' ? 'menteeConsent' : 'mentorConsent');

const toldIn = ({ text, dimension, criterionId, month }: Told): Told => ({ text, dimension, criterionId, month });

/**
 * Whether a story says something else than before: then a consent to the words before is none to these.
 *
 * @example
 * isOtherwise(story, { ...story, text: 'Other words' }); // true
 */
export function isOtherwise(known: Told, told: Told): boolean {
  return (['text', 'dimension', 'criterionId', 'month'] as const).some((field) => known[field] !== told[field]);
}
