import { hash } from 'node:crypto';
import { check } from '$lib/domain/shared/check';
import { envelopeSchema } from '$lib/domain/sync/envelope-schema';
import type { Envelope, Outcome } from '$lib/domain/sync/protocol';
import { isTooDeep, MOST_LEVELS } from '../shared/nesting';
import type { CommandHandler } from './command-handler';
import { handlers } from './handlers';
import { idOf, rejected } from './rejected';

/** A command that can be tried. */
export interface ReadyCommand {
  handler: CommandHandler;
  payload: unknown;
  /** Tells a repeated command from another one under the same id. */
  payloadHash: string;
}

/** A command as it came, with its place in the push, and what could be made of it without looking into the database. */
export interface ReadCommand {
  raw: unknown;
  index: number;
  /** Null where it cannot be read. */
  envelope: Envelope | null;
  /** What can be tried, or else what is to be said of it. */
  ready: ReadyCommand | null;
  verdict: Outcome | null;
}

const byType = new Map(handlers.map((handler) => [handler.type, handler]));

export function readCommand(raw: unknown, index: number): ReadCommand {
  if (isTooDeep(raw)) {
    const message = `A command must not nest deeper than ${MOST_LEVELS} levels.`;
    const verdict = rejected(idOf(raw), [{ code: 'too-deep', path: '', message }], index);
    // what was in it is looked at no further
    return { raw: { commandId: idOf(raw) }, index, envelope: null, ready: null, verdict };
  }
  const read = check(envelopeSchema, raw);
  if (!read.ok) return { raw, index, envelope: null, ready: null, verdict: rejected(idOf(raw), read.problems, index) };
  const envelope = read.value;
  const { commandId, type, schemaVersion } = envelope;
  const without = (verdict: Outcome): ReadCommand => ({ raw, index, envelope, ready: null, verdict });
  const handler = byType.get(type);
  if (!handler) return without({ commandId, outcome: 'deferred', reason: `This server does not know "${type}" yet.` });
  if (schemaVersion > handler.schemaVersion) {
    const reason = `This server knows "${type}" up to version ${handler.schemaVersion}.`;
    return without({ commandId, outcome: 'deferred', reason });
  }
  const payload = check(handler.schema, envelope.payload);
  if (!payload.ok) return without(rejected(commandId, payload.problems, index, 'payload'));
  const broken = brokenText(payload.value);
  if (broken !== null) {
    const message = `This text has half a character, a NUL, or bytes that are no UTF-8, and cannot be stored as it is - got ${JSON.stringify(broken)}.`;
    return without(rejected(commandId, [{ code: 'text-broken', path: '', message }], index, 'payload'));
  }
  const payloadHash = hash('sha256', JSON.stringify(payload.value));
  return { raw, index, envelope, ready: { handler, payload: payload.value, payloadHash }, verdict: null };
}

/**
 * Half of a surrogate pair has no UTF-8, and libSQL reads a text only as far as its first NUL: the database would give back
 * another text than the one that was said.
 */
function brokenText(value: unknown): string | null {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? null : value.slice(0, 60);
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const found = brokenText(key) ?? brokenText(part);
    if (found !== null) return found;
  }
  return null;
}
