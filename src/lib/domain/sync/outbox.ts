import { type AnswerContent, mergeAnswer } from '../assessment/merge-answer';
import type { Problem } from '../shared/result';
import type { Envelope, Outcome } from './protocol';

/**
 * One change made on this device and not yet known to be on the server and back.
 * - `waiting`: to be sent; - `sending`: handed to the network, fate unknown until an outcome comes (also after a crash);
 * - `acked`: durable on the server, kept until the next pull has brought its effect;
 * - `failed`: refused with a reason; - `deferred`: the server is older than this app, tried again later.
 */
export interface OutboxItem {
  seq: number;
  /** What it changes, e.g. `answer:<assessment>/<criterion>`: later changes of the same thing build on it. */
  key: string;
  envelope: Envelope;
  state: 'waiting' | 'sending' | 'acked' | 'failed' | 'deferred';
  /** The version the server gave it; only when `acked`. */
  ackedVersion: number | null;
  problems: Problem[];
}

export interface Draft {
  key: string;
  type: string;
  schemaVersion: number;
  payload: unknown;
  baseVersion: number | null;
  issuedAt: string;
}

/**
 * Puts a change into the outbox. While the last change of the same thing has never left the device, the new one
 * takes its place (same command id, same base): nothing is lost, since each change carries the whole thing.
 * Returns the item to store; all others stay as they are.
 */
export function addToOutbox(
  items: readonly OutboxItem[],
  draft: Draft,
  next: { seq: number; commandId: string }
): OutboxItem {
  const before = items.filter((item) => item.key === draft.key);
  const last = before.at(-1);
  const { key, ...command } = draft;
  // each choice between two values is one of its own
  const waits = last?.state === 'waiting' && last.envelope.type === draft.type && !draft.type.endsWith('.settle');
  // the server has neither what waits nor what it refused
  for (const { state, envelope } of before.reverse())
    if (envelope.type === draft.type && (state === 'failed' || envelope === (waits && last.envelope)))
      command.payload = seenFirst(envelope.payload, command.payload);
  if (waits) {
    const { commandId, seq, baseVersion } = last.envelope;
    return { ...last, envelope: { ...command, commandId, seq, baseVersion } };
  }
  // what its author saw was the change before it, so until that one is through it builds on what that one built on
  const chained = last?.state === 'acked' ? last.ackedVersion : last?.envelope.baseVersion;
  const baseVersion = last ? (chained ?? null) : draft.baseVersion;
  return {
    seq: next.seq,
    key,
    envelope: { ...command, baseVersion, commandId: next.commandId, seq: next.seq },
    state: 'waiting',
    ackedVersion: null,
    problems: []
  };
}

/**
 * A change that says what its author had seen (`was`) goes on saying it of the first: that is what the server has. On
 * top of a whole new thing nothing was seen.
 */
function seenFirst(first: unknown, next: unknown): unknown {
  const { was: mine, ...content } = next as { was?: object };
  const was = (first as { was?: object }).was;
  return mine && was ? { ...content, was: { ...mine, ...was } } : content;
}

/**
 * What an outcome does to the outbox: the changed items, to be stored together.
 * After `applied`, later changes of the same thing build on the new version; where the server had put somebody
 * else's change together with the sent one, they take that in too. After a conflict they keep the version their
 * author had seen, so that the server sees the conflict again rather than overwriting anybody.
 */
export function settleOutcome(items: readonly OutboxItem[], outcome: Outcome): OutboxItem[] {
  const item = items.find((i) => i.envelope.commandId === outcome.commandId);
  if (!item || item.state === 'acked') return [];
  switch (outcome.outcome) {
    case 'rejected':
      return [{ ...item, state: 'failed', problems: outcome.problems }];
    case 'deferred':
      return [{ ...item, state: 'deferred', problems: [{ code: 'deferred', path: '', message: outcome.reason }] }];
    case 'conflict':
      return [{ ...item, state: 'acked', ackedVersion: item.envelope.baseVersion, problems: [] }];
    case 'applied':
    case 'duplicate': {
      if (outcome.outcome === 'duplicate' && outcome.conflict) {
        return [{ ...item, state: 'acked', ackedVersion: item.envelope.baseVersion, problems: [] }];
      }
      // only an answer carries the content that was put together; what builds on another kind keeps the version its author saw
      const isAnswer = item.envelope.type === 'answer.set';
      const sent = item.envelope.payload as AnswerContent;
      const merged = isAnswer ? (outcome.merged as AnswerContent | undefined) : undefined;
      const envelope = merged ? { ...item.envelope, payload: { ...sent, ...merged } } : item.envelope;
      const acked: OutboxItem = { ...item, envelope, state: 'acked', ackedVersion: outcome.version, problems: [] };
      const later = items.find((i) => i.key === item.key && i.seq > item.seq && i.state !== 'acked');
      if (!later || outcome.version === null || (outcome.merged && !isAnswer)) return [acked];
      // a sealed change stays as its author made it: the server shows both where they differ
      if (merged && (later.envelope.type !== 'answer.set' || later.envelope.via)) return [acked];
      return [acked, rebase(later, sent, merged, outcome.version)];
    }
  }
}

function rebase(
  later: OutboxItem,
  sent: AnswerContent,
  merged: AnswerContent | undefined,
  version: number
): OutboxItem {
  const onVersion = (payload: unknown): OutboxItem => ({
    ...later,
    envelope: { ...later.envelope, payload, baseVersion: version }
  });
  if (!merged) return onVersion(later.envelope.payload);
  const mine = later.envelope.payload as AnswerContent;
  const merge = mergeAnswer(sent, merged, mine);
  if (merge.kind === 'conflict') return later; // the server will see both and keep both
  return onVersion({ ...mine, ...(merge.kind === 'merged' ? merge.content : merged) });
}
