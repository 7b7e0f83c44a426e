import type { OutboxItem } from '$lib/domain/sync/outbox';
import { type Outcome, PROTOCOL } from '$lib/domain/sync/protocol';
import { carriesFile, nextBatch, toSend } from '$lib/domain/sync/send-order';
import type { DeviceStore } from '../store/device-store';
import type { Call, Reply } from './exchange';

const BATCH = 250;
/** No server means more than this; a proxy that does is asked again anyway. */
const MOST_SECONDS = 300;

/** Until when the server asked to be left alone: many want to save at once. */
const notBefore = new WeakMap<DeviceStore, number>();

export interface Sending {
  store: DeviceStore;
  outbox: OutboxItem[];
  deviceId: string;
  /** Says to the server whose this is. */
  whose: Record<string, string>;
  onOutbox: (items: OutboxItem[]) => void;
  call: Call;
}

/** One round of sending, as the part for files needs it. */
export interface Round {
  store: DeviceStore;
  whose: Record<string, string>;
  /** The earliest command with a file that was not tried in this round. */
  nextFile(): OutboxItem | undefined;
  /** Leaves it for another round. */
  skip(item: OutboxItem): void;
  /** The server could not take a file: told, while everything else goes on. */
  fail(status: number | undefined): void;
  /** Marks as on its way and sends. */
  send(items: OutboxItem[]): Promise<Reply<Outcome[]>>;
  settle(outcomes: Outcome[]): Promise<void>;
  /** Sends what was changed meanwhile and carries no file. @returns the outbox as it is now; null where sending failed */
  sendRest(): Promise<OutboxItem[] | null>;
}

const isFile = (item: OutboxItem) => carriesFile(item.envelope.type);

/**
 * Sends what waits, batch by batch. Files come last, one by one, and what is changed while one is on its way goes
 * before the rest of it: a photograph over a weak network holds up no answer.
 */
export async function sendWaiting({
  store,
  deviceId,
  whose,
  onOutbox,
  call,
  ...start
}: Sending): Promise<Reply<OutboxItem[]>> {
  if (Date.now() < (notBefore.get(store) ?? 0)) return { kind: 'failed', status: 503 };
  let { outbox } = start;
  // each at most once a round: what is deferred waits for the server's upgrade
  const tried = new Set<string>();
  const untried = (most: number) =>
    nextBatch(outbox, most + tried.size).filter((item) => !tried.has(item.envelope.commandId));

  const send = async (items: OutboxItem[]): Promise<Reply<Outcome[]>> => {
    for (const item of items) tried.add(item.envelope.commandId);
    // On the disk before it leaves: after a crash its fate is unknown, and it is sent again unchanged. What is sent is
    // what was marked: a newer answer may have taken the place of the one read above.
    const seqs = new Set(items.map((item) => item.seq));
    const marked = await store.markSending([...seqs]);
    onOutbox(marked);
    const commands = marked.filter((item) => seqs.has(item.seq)).map((item) => toSend(item, marked));
    const reply = await call<{ outcomes: Outcome[] }>('/api/v1/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...whose },
      body: JSON.stringify({ protocol: PROTOCOL, deviceId, commands })
    });
    if (reply.kind === 'ok') return { kind: 'ok', value: reply.value.outcomes };
    if (reply.kind === 'failed' && Number(reply.after) > 0) {
      // not all at the same moment again
      const seconds = Math.min(Number(reply.after), MOST_SECONDS) * (1 + Math.random() / 2);
      notBefore.set(store, Date.now() + seconds * 1000);
    }
    return reply;
  };
  const settle = async (outcomes: Outcome[]) => {
    outbox = await store.settle(outcomes);
    onOutbox(outbox);
  };
  const sendPlain = async (): Promise<Exclude<Reply<null>, { kind: 'ok' }> | null> => {
    let most = BATCH;
    let tooLarge: Exclude<Reply<null>, { kind: 'ok' }> | null = null;
    for (;;) {
      const batch = untried(most + outbox.filter(isFile).length)
        .filter((item) => !isFile(item))
        .slice(0, most);
      if (!batch.length) return tooLarge;
      const reply = await send(batch);
      if (reply.kind === 'ok') await settle(reply.value);
      else if (reply.kind !== 'failed' || reply.status !== 413) return reply;
      else if (batch.length === 1) {
        // it alone is too large for the server or a proxy before it: it stays and is told, and holds up nothing else
        tooLarge = reply;
      } else {
        for (const item of batch) tried.delete(item.envelope.commandId);
        most = Math.ceil(batch.length / 2);
      }
    }
  };

  const nextFile = () => (outbox.some(isFile) ? untried(outbox.length).find(isFile) : undefined);

  let status: number | undefined;
  const failed = await sendPlain();
  if (failed) return failed;
  if (nextFile()) {
    // where the part for files is not here, they wait and everything else goes on
    const files = await import('../files/send-files').catch(() => null);
    await files?.sendFiles({
      ...{ store, whose, send, settle },
      nextFile,
      skip: (item) => tried.add(item.envelope.commandId),
      fail: (said) => (status = said),
      async sendRest() {
        outbox = (await store.read()).outbox;
        return (await sendPlain()) ? null : outbox;
      }
    });
    const after = await sendPlain();
    if (after) return after;
  }
  return { kind: 'ok', value: outbox, status };
}
