import { setImmediate } from 'node:timers/promises';

/**
 * Turns of the event loop after a piece of work that held it. In each of them libuv (from 1.45) accepts a single new
 * connection: with one turn for every 20 ms of work, whoever came without a connection waited for most of a minute on
 * a full evening, while those who had one were served in half a second.
 */
const TURNS = 16;

/** Lets in whoever came meanwhile, before the next long piece of work. */
export async function letIn(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await setImmediate();
}
