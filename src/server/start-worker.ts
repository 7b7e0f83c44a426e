import { Worker } from 'node:worker_threads';
import type { Offload } from '$lib/server/heavy/tasks';

type Reply = { id: number; value?: unknown; error?: string };

/** One thread for heavy work, started at the first order; a thread that dies fails its orders and is replaced. */
export function startWorker(file: URL): { offload: Offload; stop(): Promise<void> } {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let worker: Worker | null = null;
  let next = 0;

  function current(): Worker {
    if (worker) return worker;
    const thread = new Worker(file);
    thread.on('message', ({ id, value, error }: Reply) => {
      const order = waiting.get(id);
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
    offload: (task, input) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        const thread = current();
        thread.ref();
        thread.postMessage({ id, task, input });
      }),
    stop: async () => void (await worker?.terminate())
  };
}
