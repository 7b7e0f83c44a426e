import * as z from 'zod/mini';
import { id, slug } from '../shared/fields';
import { STORY_CHARACTERS } from './story';

const SIDES = ['mentee', 'mentor'] as const;

/**
 * What a pairing led to, told by one side, which by that agrees to be named; sent again by the same side, it changes the words, and the
 * other side is asked anew. Where a colleague of that side has changed the same field meanwhile, both versions are kept.
 */
export const storyTell = {
  type: 'story.tell',
  schemaVersion: 1,
  schema: z.object({
    storyId: id,
    pairingId: id,
    side: z.enum(SIDES),
    text: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, 'must say something'),
        z.maxLength(STORY_CHARACTERS, `must be at most ${STORY_CHARACTERS} characters`)
      ),
    dimension: slug,
    criterionId: slug,
    month: z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-03')),
    /** What the author saw before in what they change; not in a new story. */
    was: z.optional(
      z.object({
        text: z.optional(z.string()),
        dimension: z.optional(z.string()),
        criterionId: z.optional(z.string()),
        month: z.optional(z.string())
      })
    )
  })
} as const;
export type StoryTell = z.infer<typeof storyTell.schema>;

/** A side agrees that both are named with this edition of a story, or takes that back, at any time. */
export const storyConsent = {
  type: 'story.consent',
  schemaVersion: 1,
  schema: z.object({
    storyId: id,
    side: z.enum(SIDES),
    consent: z.boolean(),
    /** The edition that was read. */
    edition: z.number().check(z.int(), z.minimum(1))
  })
} as const;
export type StoryConsent = z.infer<typeof storyConsent.schema>;
