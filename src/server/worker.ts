import { parentPort } from 'node:worker_threads';
import { type HeavyTask, runHere } from '$lib/server/heavy/tasks';

interface Order {
  id: number;
  task: HeavyTask;
  input: never;
}

// One order at a time comes back with its id: a value, or the error that stopped it.
parentPort?.on('message', ({ id, task, input }: Order) => {
  runHere(task, input).then(
    (value) => parentPort?.postMessage({ id, value }),
    (error: unknown) =>
      parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  );
});
