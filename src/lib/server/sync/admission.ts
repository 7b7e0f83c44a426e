import { ServerBusyError } from '../db/errors';

/**
 * How many pushes are worked on at once, and how many may wait for that. What waits has not been read yet, so it costs
 * little memory; whoever cannot wait here is told to come again, before the device gives up by itself after 20 s.
 */
export class Admission {
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(private readonly limits: { atOnce: number; waiting: number; patienceMs: number }) {}

  /** @throws ServerBusyError where too many wait, or it took too long */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.limits.atOnce) await this.#wait();
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      const [next] = this.#waiting;
      next?.();
    }
  }

  async #wait(): Promise<void> {
    if (this.#waiting.size >= this.limits.waiting) throw new ServerBusyError();
    await new Promise<void>((resolve, reject) => {
      const settle = (done: () => void) => () => {
        clearTimeout(timer);
        this.#waiting.delete(enter);
        done();
      };
      const enter = settle(resolve);
      const timer = setTimeout(
        settle(() => reject(new ServerBusyError())),
        this.limits.patienceMs
      );
      this.#waiting.add(enter);
    });
  }
}

export const pushes = new Admission({ atOnce: 16, waiting: 3000, patienceMs: 15_000 });
