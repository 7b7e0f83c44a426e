import * as z from 'zod/mini';
import { id, isoDate, line, prose } from '../shared/fields';
import { SESSION_FORMS, SESSION_SIDES } from './session-kinds';

/** One session of a pairing, whole; sent again by its author, it is a correction, and what stood there before is kept. */
export const sessionLog = {
  type: 'session.log',
  schemaVersion: 1,
  schema: z.object({
    sessionId: id,
    pairingId: id,
    heldOn: isoDate,
    form: z.enum(SESSION_FORMS),
    participants: z
      .array(z.object({ id, name: line(120), side: z.enum(SESSION_SIDES) }))
      .check(z.minLength(1, 'Say who took part'), z.maxLength(50)),
    done: prose(8000),
    nextSteps: z.array(z.object({ id, what: line(300), owner: line(120), due: isoDate })).check(z.maxLength(40)),
    /** When to meet next; null where nothing is agreed. */
    nextOn: z.nullable(isoDate)
  })
} as const;
export type SessionLog = z.infer<typeof sessionLog.schema>;

/** A later remark on a session, an entry of its own: nothing that was said is changed by it. */
export const sessionRemark = {
  type: 'session.remark',
  schemaVersion: 1,
  schema: z.object({
    remarkId: id,
    sessionId: id,
    text: z.string().check(z.trim(), z.minLength(1, 'must say something'), z.maxLength(4000))
  })
} as const;
export type SessionRemark = z.infer<typeof sessionRemark.schema>;
