import type { Tx } from './client';
import { DatabaseBusyError, isBusy, isDiskFull, ServerBusyError } from './errors';
import { letIn } from './let-in';
import { inSavepoint } from './raw';

type Work = (tx: Tx) => Promise<unknown>;

interface Job {
  work: Work;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Beyond this many, whoever comes is told to come again. */
const MOST_WAITING = 5000;
/** A transaction takes no more writes when it has this many, or has lasted this long: readers and answers come between. */
const MOST_TOGETHER = 64;
const MOST_MS = 20;
/**
 * One writer for the whole process: the libSQL client's busy wait blocks the event loop, so writers queue here instead.
 * Those that wait together are committed together, since most of a small write is waiting for the disk.
 */
export class WriteQueue {
  readonly #waiting: (Job | (() => Promise<void>))[] = [];
  #draining: Promise<void> | null = null;

  /** @param inTransaction runs what it is given in one transaction, again where that could not begin or be committed */
  constructor(private readonly inTransaction: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>) {}

  /** Resolves once it is durable. */
  add<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(new ServerBusyError());
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#start();
    });
  }

  /** Runs something outside any transaction, while nobody writes. */
  alone(run: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => run().then(resolve, reject));
      this.#start();
    });
  }

  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  #start(): void {
    this.#draining ??= this.#drain();
  }

  async #drain(): Promise<void> {
    do {
      // requests that came meanwhile are let in and read, so that what they write shares the next transaction
      await letIn();
      const next = this.#waiting.shift()!;
      if (typeof next === 'function') await next();
      else await this.#commitTogether([next]);
    } while (this.#waiting.length);
    // in the same turn as the look at what waits: whoever comes later starts it again
    this.#draining = null;
  }

  async #commitTogether(jobs: Job[]): Promise<void> {
    const until = performance.now() + MOST_MS;
    const more = (): Job | undefined => {
      const next = this.#waiting[0];
      const full = jobs.length >= MOST_TOGETHER || performance.now() > until;
      if (full || next === undefined || typeof next === 'function') return undefined;
      this.#waiting.shift();
      jobs.push(next);
      return next;
    };
    let settled: (() => void)[];
    try {
      settled = await this.inTransaction(async (tx) => {
        const done: (() => void)[] = [];
        for (let i = 0; i < jobs.length || more(); i++) done.push(await this.#runOne(tx, jobs[i]!));
        return done;
      });
    } catch (error) {
      // nobody gets in while another process holds the lock
      if (jobs.length === 1 || error instanceof DatabaseBusyError) {
        for (const { reject } of jobs) reject(error);
        return;
      }
      // it failed as a whole, for the disk or for one of them: each by itself learns what is to be said of it
      for (const { work, resolve, reject } of jobs) await this.inTransaction(work).then(resolve, reject);
      return;
    }
    // durable: only now is anybody told
    for (const tell of settled) tell();
  }

  async #runOne(tx: Tx, { work, resolve, reject }: Job): Promise<() => void> {
    try {
      const value = await inSavepoint(
        tx,
        () => work(tx),
        () => true
      );
      return () => resolve(value);
    } catch (error) {
      if (isBusy(error) || isDiskFull(error)) throw error;
      return () => reject(error);
    }
  }
}
