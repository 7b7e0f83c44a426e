import { describe, expect, it } from 'vitest';
import { mergeStory, storyWith } from './merge-story';
import type { StoryRecord } from './story';

const told = { text: 'Saved us a month', dimension: 'legal', criterionId: 'legal-a', month: '2026-03' };

describe('a story that two officers change', () => {
  it('has what both wrote in different fields, and the dimension of what was reached', () => {
    const mine = { ...told, text: 'Saved', dimension: 'people', criterionId: 'people-a' };
    const merge = mergeStory(told, mine, { criterionId: 'legal-a' });
    expect(merge).toMatchObject({ merged: { ...told, criterionId: 'people-a', dimension: 'people' }, clashes: [] });
    expect(mergeStory(told, mine, { text: 'Saved', criterionId: 'legal-b' }).merged).toEqual(told);
  });

  it('is asked about anew once other words were chosen', () => {
    const story: StoryRecord = {
      ...{ ...told, id: 's', pairingId: 'p', menteeId: 'a', mentorId: 'b', side: 'mentor' },
      ...{ edition: 2, menteeConsent: true, mentorConsent: true, version: 4 }
    };
    expect(storyWith(story, 'text', 'Saved')).toMatchObject({
      ...{ text: 'Saved', edition: 3, menteeConsent: false, mentorConsent: true }
    });
    // what was taken back is not given by choosing
    expect(storyWith({ ...story, mentorConsent: false }, 'text', 'Saved')).toMatchObject({
      ...{ menteeConsent: false, mentorConsent: false }
    });
  });
});
