import * as z from 'zod/mini';
import { id, isoDate, line, prose, slug } from '../shared/fields';
import { fileSize, sha256Field } from '../sync/upload';
import { AGENDA_SESSIONS } from './agenda';
import { VISIT_STATES } from './visit-costs';

const side = z.enum(['mentee', 'mentor']);
/** Nobody travels for more; a figure with a slipped zero is seen. */
const money = z.int().check(z.minimum(0), z.maximum(10_000_000));

/**
 * One item of the agenda: of the template (its id there) or one's own (an id made on the device). Fields not named stay
 * as they are, so that ticks and words of two phones are put together item by item, field by field.
 */
export const agendaSet = {
  type: 'agenda.set',
  schemaVersion: 1,
  schema: z.object({
    pairingId: id,
    side,
    itemId: slug,
    /** Which of the six sessions an own item belongs to. */
    session: z.optional(z.int().check(z.minimum(1), z.maximum(AGENDA_SESSIONS))),
    /** Words of an own item; those of the template's items are in the template. */
    text: z.optional(line(300)),
    done: z.optional(z.boolean()),
    removed: z.optional(z.boolean()),
    /** What the author saw before in what they change: what somebody else changed meanwhile is not overwritten. */
    was: z.optional(
      z.object({
        session: z.optional(z.int()),
        text: z.optional(z.string()),
        done: z.optional(z.boolean()),
        removed: z.optional(z.boolean())
      })
    )
  })
} as const;
export type AgendaSet = z.infer<typeof agendaSet.schema>;

/**
 * What one side says of a pairing that has ended; said again, it takes the place of what its author had seen of it. What
 * a colleague has said meanwhile is put together with it, field by field.
 */
export const pairingEvaluate = {
  type: 'pairing.evaluate',
  schemaVersion: 1,
  schema: z.object({
    pairingId: id,
    side,
    /** 1 not at all, 5 very much. */
    helped: z.int().check(z.minimum(1), z.maximum(5)),
    /** Those of the goals that were reached. */
    goals: z.array(slug).check(z.maxLength(5)),
    worked: prose(4000),
    missing: prose(4000),
    again: z.boolean(),
    /** What the author saw before in what they change; null where nothing was said yet. */
    was: z.optional(
      z.object({
        helped: z.optional(z.nullable(z.int())),
        goals: z.optional(z.array(z.string())),
        worked: z.optional(z.string()),
        missing: z.optional(z.string()),
        again: z.optional(z.nullable(z.boolean()))
      })
    )
  })
} as const;
export type PairingEvaluate = z.infer<typeof pairingEvaluate.schema>;

/** A visit planned or made. A new one says at least its day and place; later changes name the fields they change. */
export const visitSet = {
  type: 'visit.set',
  schemaVersion: 1,
  schema: z.object({
    visitId: id,
    pairingId: id,
    side,
    on: z.optional(isoDate),
    place: z.optional(line(120)),
    purpose: z.optional(prose(500)),
    /** Costs in whole units of the network's currency. */
    travel: z.optional(money),
    lodging: z.optional(money),
    other: z.optional(money),
    /** Working hours of everybody together. */
    hours: z.optional(z.int().check(z.minimum(0), z.maximum(1000))),
    state: z.optional(z.enum(VISIT_STATES)),
    /** What the author saw before in what they change, as in `agenda.set`; not in a new visit. */
    was: z.optional(
      z.object({
        on: z.optional(z.string()),
        place: z.optional(z.string()),
        purpose: z.optional(z.string()),
        travel: z.optional(z.number()),
        lodging: z.optional(z.number()),
        other: z.optional(z.number()),
        hours: z.optional(z.number()),
        state: z.optional(z.enum(VISIT_STATES))
      })
    )
  })
} as const;
export type VisitSet = z.infer<typeof visitSet.schema>;

/** A file both sides use; its bytes are uploaded before, under their SHA-256 (`/api/v1/files`). */
export const pairingFileAdd = {
  type: 'pairing-file.add',
  schemaVersion: 1,
  schema: z.object({
    fileId: id,
    pairingId: id,
    side,
    name: z.string().check(z.minLength(1), z.maxLength(300)),
    sha256: sha256Field,
    size: fileSize
  })
} as const;
export type PairingFileAdd = z.infer<typeof pairingFileAdd.schema>;

/** Takes a file away from a pairing; `removed: false` brings it back. */
export const pairingFileRemove = {
  type: 'pairing-file.remove',
  schemaVersion: 1,
  schema: z.object({ fileId: id, pairingId: id, side, removed: z.boolean() })
} as const;
export type PairingFileRemove = z.infer<typeof pairingFileRemove.schema>;
