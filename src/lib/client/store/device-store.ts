import type { Draft, OutboxItem } from '$lib/domain/sync/outbox';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { Change, Pull } from '$lib/domain/sync/records';

export interface StoreContents {
  /** Records as the server had them at `cursor`. */
  base: Change[];
  outbox: OutboxItem[];
  cursor: number;
  deviceId: string;
  /** When the last pull ended, ISO; null before the first. */
  syncedAt: string | null;
}

/**
 * What one person's device keeps. Every method is one transaction: all of it or nothing,
 * and a promise that resolves only once it is on the disk (where the browser can promise that).
 */
export interface DeviceStore {
  /** False where the browser keeps nothing (private mode, storage blocked): changes then go straight to the server. */
  readonly durable: boolean;
  read(): Promise<StoreContents>;
  /** Returns the whole outbox after the change. */
  enqueue(draft: Draft): Promise<OutboxItem[]>;
  markSending(seqs: number[]): Promise<OutboxItem[]>;
  settle(outcomes: Outcome[]): Promise<OutboxItem[]>;
  /** Puts pulled records in and drops what was acknowledged before the pull began. */
  takeIn(pull: Pull, acked: number[], at: string): Promise<StoreContents>;
  retry(seq: number): Promise<OutboxItem[]>;
  discard(seq: number): Promise<OutboxItem[]>;
  /** Undoes a discard. */
  bringBack(item: OutboxItem): Promise<OutboxItem[]>;
  readModel<T>(key: string): Promise<T | undefined>;
  keepModel(key: string, value: unknown): Promise<void>;
  close(): void;
}
