import { type FieldMerge, mergeFields, type OpenClash } from '../shared/merge-fields';
import { STORY_CHARACTERS, type StoryRecord } from './story';

export type Told = Pick<StoryRecord, 'text' | 'dimension' | 'criterionId' | 'month'>;

/** Characters of each field of which two versions can become one. */
export const STORY_ROOM: Readonly<Record<string, number>> = { text: STORY_CHARACTERS };

/**
 * A story after its words were changed, field by field; the dimension goes with the criterion that was reached.
 *
 * @param was what the author had seen of what they changed; a field not in it stays as it is
 * @param open values of this story that are kept beside already
 * @example
 * mergeStory({ ...story, text: 'A month saved' }, { ...story, text: 'A week saved' }, { text: 'Saved' }).clashes
 * // [{ field: 'text', value: 'A week saved', replaces: null }]
 */
export function mergeStory(
  now: Told,
  mine: Told,
  { dimension: _goesAlong, ...was }: Partial<Told>,
  open: readonly OpenClash[] = []
): FieldMerge<Told> {
  const merge = mergeFields(now, mine, was, open);
  const dimension = merge.changed.includes('criterionId') ? mine.dimension : now.dimension;
  return { ...merge, merged: { ...merge.merged, dimension } };
}

/**
 * A story in which one field says something else: the words are new, so the other side is asked anew. Where the telling
 * side does not agree, choosing words for it does not make it.
 *
 * @example
 * storyWith(story, 'text', 'Other words').edition // story.edition + 1
 */
export function storyWith(story: StoryRecord, field: string, value: unknown): StoryRecord {
  const { side, edition, menteeConsent, mentorConsent } = story;
  return {
    ...{ ...story, [field]: value, edition: edition + 1 },
    ...{ menteeConsent: side === 'mentee' && menteeConsent, mentorConsent: side === 'mentor' && mentorConsent }
  };
}
