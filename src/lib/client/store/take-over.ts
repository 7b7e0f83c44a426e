import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { QueueEntry } from '$lib/domain/sync/queue-file';

/** Somebody's exported changes as items of this outbox, behind what is here; what is here or was sent is left out. */
export function takeOver(known: readonly OutboxItem[], entries: readonly QueueEntry[], lastSeq: number): OutboxItem[] {
  const ids = new Set(known.map((item) => item.envelope.commandId));
  return entries
    .filter(({ envelope }) => !ids.has(envelope.commandId))
    .map(({ key, envelope }, i) => {
      const seq = lastSeq + 1 + i;
      return { seq, key, envelope: { ...envelope, seq }, state: 'waiting', ackedVersion: null, problems: [] };
    });
}
