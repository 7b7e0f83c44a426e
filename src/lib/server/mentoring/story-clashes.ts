import { authorize } from '$lib/domain/identity/permissions';
import { STORY_ROOM, type Told } from '$lib/domain/mentoring/merge-story';
import { ok } from '$lib/domain/shared/result';
import type { ClashTarget } from '../sync/clash-target';
import { dimensionsOf } from './dimensions-of';
import { findStory, writeStory } from './story-repository';

/** Where two officers of the side that tells a story worded it differently. The other side reads what stands, and only that. */
export const storyClashes: ClashTarget = {
  entity: 'story',
  visible: (sight, { municipalityId }) => municipalityId !== null && sight.own.includes(municipalityId),
  authorize: (actor, { networkId, municipalityId }) => authorize(actor, 'story:tell', { networkId, municipalityId }),
  room: (field) => STORY_ROOM[field] ?? null,
  async read({ tx }, { entityId, field }) {
    const story = await findStory(tx, entityId);
    return story?.[field as keyof Told];
  },
  async write(app, context, { entityId, field }, value) {
    const story = await findStory(context.tx, entityId);
    if (!story) throw new Error(`Story ${entityId} has a clash and is not there`);
    const version = story.version + 1;
    const { now } = context;
    // other words: whoever agreed agreed to those before; choosing between two gives back nothing that was taken back
    const consent = {
      menteeConsentAt: story.side === 'mentee' && story.menteeConsentAt ? now : null,
      mentorConsentAt: story.side === 'mentor' && story.mentorConsentAt ? now : null
    };
    const changed = { ...story, [field]: value, ...consent, edition: story.edition + 1 };
    // the dimension goes with what was reached
    const dimensions = await dimensionsOf(app, context.tx, story.networkId, changed.criterionId);
    const dimension = dimensions.includes(story.dimension) ? story.dimension : (dimensions[0] ?? story.dimension);
    await writeStory(context.tx, { ...changed, dimension, version, updatedAt: now });
    await context.feed('story', entityId);
    return ok(version);
  }
};
