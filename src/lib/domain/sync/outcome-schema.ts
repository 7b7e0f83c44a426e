import * as z from 'zod/mini';
import type { Outcome } from './protocol';

const commandId = z.string();
const version = z.int();
const merged = z.optional(z.unknown());

/** What became of one command, for those who speak the protocol from elsewhere. */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ commandId, outcome: z.literal('applied'), version, merged }),
  z.object({
    commandId,
    outcome: z.literal('duplicate'),
    version: z.nullable(version),
    merged,
    conflict: z.optional(z.boolean())
  }),
  z.object({
    commandId,
    outcome: z.literal('conflict'),
    version,
    conflictId: z.string(),
    theirs: z.unknown(),
    mine: z.unknown()
  }),
  z.object({
    commandId,
    outcome: z.literal('rejected'),
    problems: z.array(z.object({ code: z.string(), path: z.string(), message: z.string() }))
  }),
  z.object({ commandId, outcome: z.literal('deferred'), reason: z.string(), code: z.optional(z.string()) })
]) satisfies z.ZodMiniType<Outcome>;
