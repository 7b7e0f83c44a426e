import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { QueueEntry } from '$lib/domain/sync/queue-file';

/**
 * Somebody's exported changes as items of this outbox, behind what is here. What is here or was sent is left out; one
 * that the server refused is tried again in its old place, as the file has it now.
 */
export function takeOver(known: readonly OutboxItem[], entries: readonly QueueEntry[], lastSeq: number): OutboxItem[] {
  const byId = new Map(known.map((item) => [item.envelope.commandId, item]));
  const fresh = entries.filter(({ envelope }) => !byId.has(envelope.commandId));
  const refused = entries.flatMap(({ key, envelope }) => {
    const item = byId.get(envelope.commandId);
    return item?.state === 'failed' ? [toWait(key, envelope, item.seq)] : [];
  });
  return [...refused, ...fresh.map(({ key, envelope }, i) => toWait(key, envelope, lastSeq + 1 + i))];
}

const toWait = (key: string, envelope: QueueEntry['envelope'], seq: number): OutboxItem => ({
  ...{ seq, key, envelope: { ...envelope, seq } },
  ...{ state: 'waiting', ackedVersion: null, problems: [] }
});
