import * as z from 'zod/mini';
import { CONDITIONS } from '../model/types';
import { id, isoDate, prose, slug } from '../shared/fields';

const tips = z.array(z.int().check(z.minimum(0), z.maximum(20))).check(z.maxLength(20));

/**
 * Takes an unmet criterion up in the municipality's plan, or changes something of it. What is not sent stays as it is, so
 * that two people who change different fields lose nothing; since version 2 nothing has to be sent, since version 3 a device
 * shows two notes that were written at once.
 */
export const stepSet = {
  type: 'step.set',
  schemaVersion: 3,
  schema: z.object({
    municipalityId: id,
    criterionId: slug,
    status: z.optional(z.enum(['planned', 'done', 'dropped'])),
    due: z.optional(z.nullable(isoDate)),
    ownerId: z.optional(z.nullable(id)),
    ownerName: z.optional(z.string().check(z.trim(), z.maxLength(100), z.regex(/^[^\p{Cc}]*$/u, 'must be one line'))),
    note: z.optional(prose(4000)),
    doneTips: z.optional(tips),
    /** What the author saw before in what they change: what somebody else changed meanwhile is not overwritten. */
    was: z.optional(
      z.object({
        note: z.optional(z.string()),
        doneTips: z.optional(tips),
        // null: it was not in the plan, which is not what "dropped" says: somebody has taken it out
        status: z.optional(z.nullable(z.enum(['planned', 'done', 'dropped']))),
        due: z.optional(z.nullable(z.string())),
        ownerId: z.optional(z.nullable(z.string())),
        ownerName: z.optional(z.string())
      })
    )
  })
} as const;
export type StepSet = z.infer<typeof stepSet.schema>;

/** What a municipality says of itself: its conditions, its target, and whether others may see it as an example. */
export const settingSet = {
  type: 'setting.set',
  schemaVersion: 1,
  schema: z.object({
    municipalityId: id,
    conditions: z.array(z.enum(CONDITIONS)).check(z.maxLength(CONDITIONS.length)),
    target: z.nullable(z.record(slug, z.int().check(z.minimum(0), z.maximum(100)))),
    example: z.boolean(),
    /** What the author saw before in what they change: two people who change different settings both win. */
    was: z.optional(
      z.object({
        conditions: z.optional(z.array(z.string()).check(z.maxLength(50))),
        target: z.optional(z.nullable(z.record(slug, z.number()))),
        example: z.optional(z.boolean())
      })
    )
  })
} as const;
export type SettingSet = z.infer<typeof settingSet.schema>;
