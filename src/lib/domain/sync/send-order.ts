import { MAX_BUILDS_ON, needs } from './builds-on';
import type { OutboxItem } from './outbox';
import type { Envelope } from './protocol';

/**
 * What to send next, in order: for each thing only the earliest change still on its way, because a later one
 * builds on the version the server gives the earlier. What needs a change that has to wait (`needs`) waits with it.
 */
export function nextBatch(items: readonly OutboxItem[], max: number): OutboxItem[] {
  const batch: OutboxItem[] = [];
  const taken = new Set<string>();
  const waiting: OutboxItem[] = [];
  for (const item of [...items].sort((a, b) => a.seq - b.seq)) {
    if (item.state === 'acked' || item.state === 'failed') continue;
    if (taken.has(item.key) || waiting.some((earlier) => needs(item.envelope, earlier.envelope))) {
      taken.add(item.key);
      waiting.push(item);
      continue;
    }
    taken.add(item.key);
    batch.push(item);
    if (batch.length === max) break;
  }
  return batch;
}

/** What a change says of the file that goes before it. */
export interface FileCarried {
  fileId: string;
  name: string;
  sha256: string;
  size: number;
}

/** Kinds of change whose file goes to the server before them. */
export const carriesFile = (type: string): boolean =>
  type === 'evidence.add' || type === 'pairing-file.add' || type === 'meeting-photo.add';

/** The command as it is sent: with the ids of those before it that it needs and the server is not known to have. */
export function toSend(item: OutboxItem, items: readonly OutboxItem[]): Envelope {
  const ids = items
    .filter((it) => it.seq < item.seq && it.state !== 'acked' && needs(item.envelope, it.envelope))
    .map((it) => it.envelope.commandId)
    .slice(0, MAX_BUILDS_ON);
  return ids.length ? { ...item.envelope, buildsOn: ids } : item.envelope;
}
