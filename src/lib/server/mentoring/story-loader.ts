import type { StoryRecord } from '$lib/domain/mentoring/story';
import type { Loader } from '../sync/loader';
import { storiesSeen, type StoryRow } from './story-repository';

/** What both municipalities agree to, for the whole network; before and after that only for the officers of the two. */
export const storyLoader: Loader = async (app, sight, ids) => {
  const rows = await storiesSeen(app.db.read, sight, ids);
  return rows.map((row) => ({ entity: 'story', id: row.story.id, data: storyRecord(row) }));
};

export function storyRecord(row: { story: StoryRow; menteeId: string; mentorId: string }): StoryRecord {
  const { id, pairingId, side, text, dimension, criterionId, month, edition, version } = row.story;
  return {
    ...{ id, pairingId, menteeId: row.menteeId, mentorId: row.mentorId, side },
    ...{ text, dimension, criterionId, month, edition },
    menteeConsent: row.story.menteeConsentAt !== null,
    mentorConsent: row.story.mentorConsentAt !== null,
    version
  };
}
