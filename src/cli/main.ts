import { startWorker } from '$lib/server/heavy/start-worker';
import type { Offload } from '$lib/server/heavy/tasks';
import { commands } from './commands/all';
import { runCommandLine } from './run';

/** What a shell reports for a program that Ctrl+C (SIGINT, signal 2) ended. */
const INTERRUPTED = 130;
const worker = startWorker(new URL('./worker.js', import.meta.url));
const cancel = () => {
  process.stderr.write('Cancelled: there is no result.\n');
  process.exit(INTERRUPTED);
};

/** In a thread, so that this one hears Ctrl+C; results are written at the end, so nothing half-done is left. */
const offload: Offload = (task, input, options) => {
  process.once('SIGINT', cancel);
  return worker.offload(task, input, options).finally(() => process.off('SIGINT', cancel));
};

const output = {
  out: (text: string) => void process.stdout.write(`${text}\n`),
  err: (text: string) => void process.stderr.write(`${text}\n`),
  watched: process.stderr.isTTY
};
process.exitCode = await runCommandLine(commands, process.argv.slice(2), output, process.env, offload);
