import { parentPort } from 'node:worker_threads';
import { type HeavyTask, runTask } from '$lib/server/heavy/tasks';

interface Order {
  id: number;
  task: HeavyTask;
  input: never;
  /** Becomes 1 when the order is to be stopped; shared, because a busy thread reads no messages. */
  stop: Int32Array;
  reports: boolean;
}

// One order at a time comes back with its id: a value, or the error that stopped it; in between what it reports.
parentPort?.on('message', ({ id, task, input, stop, reports }: Order) => {
  runTask(task, input, {
    onProgress: reports ? (progress) => parentPort?.postMessage({ id, progress }) : undefined,
    shouldStop: () => Atomics.load(stop, 0) === 1
  }).then(
    (value) => parentPort?.postMessage({ id, value }),
    (error: unknown) =>
      parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  );
});
