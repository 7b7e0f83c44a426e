import type { Draft, OutboxItem } from '$lib/domain/sync/outbox';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { QueueEntry } from '$lib/domain/sync/queue-file';
import type { Change, Pull } from '$lib/domain/sync/records';

/** What reached the server lately, for the person to look up. */
export interface SentItem {
  item: OutboxItem;
  /** When the device knew, ISO. */
  at: string;
}

export interface StoreContents {
  /** Records as the server had them at `cursor`. The same array as long as nothing has changed. */
  base: readonly Change[];
  outbox: OutboxItem[];
  /** The last ones acknowledged, the latest first. */
  sent: SentItem[];
  cursor: number;
  deviceId: string;
  /** When the last pull ended, ISO; null before the first. */
  syncedAt: string | null;
}

/** Half-typed texts: at hand at once when reading, written as fast as the browser can. */
export interface KeptTexts {
  get(key: string): unknown;
  /** Keys that begin so. */
  list(prefix: string): string[];
  /** @returns false where it could not be stored; it is still at hand as long as the page is open */
  set(key: string, value: unknown): Promise<boolean>;
  /** Removes the text as this tab knows it; what another tab has typed since stays. */
  drop(key: string): Promise<void>;
  /** Reads what other tabs have written. */
  refresh(): Promise<void>;
}

/** Files chosen as evidence and not sent yet: a command in the outbox names each by its id. */
export interface KeptFiles {
  /** Resolves once the bytes are on the disk. */
  keep(id: string, bytes: ArrayBuffer): Promise<void>;
  /** Null where it is not here. */
  read(id: string): Promise<ArrayBuffer | null>;
  drop(id: string): Promise<void>;
  /** Nothing names it any more, and somebody may still undo that: it is as if it had been put here just now. */
  renew(id: string): Promise<void>;
  /** Removes what is not among `named` and has lain here for an hour: nobody brings it back any more. */
  sweep(named: ReadonlySet<string>): Promise<void>;
}

/**
 * What one person's device keeps. Every method is one transaction: all of it or nothing,
 * and a promise that resolves only once it is on the disk (where the browser can promise that).
 */
export interface DeviceStore {
  /** False where the browser keeps nothing (private mode, storage blocked): changes then go straight to the server. */
  readonly durable: boolean;
  /** False where what is kept lies readable on the disk. */
  readonly encrypts: boolean;
  readonly kept: KeptTexts;
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
  /** Adds somebody's exported changes behind this person's own; what is here already is left out. */
  takeOver(entries: readonly QueueEntry[]): Promise<OutboxItem[]>;
  files(): Promise<KeptFiles>;
  readModel<T>(key: string): Promise<T | undefined>;
  keepModel(key: string, value: unknown): Promise<void>;
  /** Removes models that `keep` does not want; they can be fetched again. */
  dropModels(keep: (key: string) => boolean): Promise<void>;
  /** Makes sure that the store can be locked and opened again; false where it cannot (yet). */
  secure(again?: boolean): Promise<boolean>;
  /** Locks the store: only the same person's next sign-in opens it. False, and nothing done, where it would be lost. */
  lock(): Promise<boolean>;
  close(): void;
}
