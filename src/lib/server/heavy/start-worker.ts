import { Worker } from 'node:worker_threads';
import type { HeavyTask, Offload, ProgressOf } from './tasks';

type Reply = { id: number; value?: unknown; error?: string; progress?: ProgressOf<HeavyTask> };

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
  /** Of the kind that the order's task reports. */
  onProgress: ((progress: never) => void) | undefined;
}

/** One thread for heavy work, started at the first order; a thread that dies fails its orders and is replaced. */
export function startWorker(file: URL): { offload: Offload; stop(): Promise<void> } {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let next = 0;

  function current(): Worker {
    if (worker) return worker;
    const thread = new Worker(file);
    thread.on('message', ({ id, value, error, progress }: Reply) => {
      const order = waiting.get(id);
      if (progress) {
        order?.onProgress?.(progress as never);
        return;
      }
      waiting.delete(id);
      if (error === undefined) order?.resolve(value as never);
      else order?.reject(new Error(error));
      if (!waiting.size) thread.unref();
    });
    const ended = (why: string) => {
      if (worker === thread) worker = null;
      for (const order of waiting.values()) order.reject(new Error(`The worker thread ended: ${why}`));
      waiting.clear();
    };
    thread.on('error', (error) => ended(error.message));
    thread.on('exit', (code) => ended(`exit code ${code}`));
    worker = thread;
    return thread;
  }

  return {
    offload: (task, input, { onProgress, signal } = {}) =>
      new Promise((resolve, reject) => {
        const id = next++;
        const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
        const abort = () => Atomics.store(stop, 0, 1);
        if (signal?.aborted) abort();
        signal?.addEventListener('abort', abort, { once: true });
        waiting.set(id, { resolve, reject, onProgress });
        const thread = current();
        thread.ref();
        thread.postMessage({ id, task, input, stop, reports: onProgress !== undefined });
      }),
    stop: async () => void (await worker?.terminate())
  };
}
