import * as z from 'zod/mini';
import { id, isoDate, prose, slug } from '../shared/fields';

const SIDES = ['mentee', 'mentor'] as const;

/** One side's answer to an invitation. */
export const pairingReply = {
  type: 'pairing.reply',
  schemaVersion: 1,
  schema: z.object({
    pairingId: id,
    side: z.enum(SIDES),
    accept: z.boolean(),
    /** Why not, if somebody wants to say; read by the coordinator alone. */
    reason: prose(1000)
  })
} as const;
export type PairingReply = z.infer<typeof pairingReply.schema>;

/** As many as two can get done in half a year. */
export const MOST_GOALS = 5;

/** What the two want to get done: criteria of the mentee's plan. */
export const pairingGoals = {
  type: 'pairing.goals',
  schemaVersion: 1,
  schema: z.object({
    pairingId: id,
    side: z.enum(SIDES),
    goals: z.array(slug).check(z.maxLength(MOST_GOALS, 'Choose at most five goals')),
    /** What the author saw before: goals of two people are put together, as ticks. */
    was: z.optional(z.object({ goals: z.array(z.string()) }))
  })
} as const;
export type PairingGoals = z.infer<typeof pairingGoals.schema>;

/** An end, asked for by either side and without a reason; `re-match` asks for another mentor. */
export const pairingEnd = {
  type: 'pairing.end',
  schemaVersion: 1,
  schema: z.object({ pairingId: id, side: z.enum(SIDES), as: z.enum(['completed', 'early', 're-match']) })
} as const;
export type PairingEnd = z.infer<typeof pairingEnd.schema>;

/** Runs on until another day. */
export const pairingExtend = {
  type: 'pairing.extend',
  schemaVersion: 1,
  schema: z.object({ pairingId: id, side: z.enum(SIDES), endsOn: isoDate })
} as const;
export type PairingExtend = z.infer<typeof pairingExtend.schema>;
