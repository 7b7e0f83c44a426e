import { ServerBusyError } from '../db/errors';
import { letIn } from '../db/let-in';

export interface AdmissionLimits {
  /** So many are worked on at once, */
  atOnce: number;
  /** as long as they are no larger than this together; one by itself may be. */
  bytes: number;
  waiting: number;
  patienceMs: number;
}

interface Waiting {
  bytes: number;
  enter(): void;
}

/**
 * How many pushes are worked on at once, and how many may wait for that. Those worked on at once are committed together,
 * so there should be many of the small ones. What waits has not been read yet, so it costs little memory; whoever cannot
 * wait here is told to come again, before the device gives up by itself after 20 s.
 */
export class Admission {
  readonly #waiting = new Set<Waiting>();
  #running = 0;
  #bytes = 0;

  constructor(private readonly limits: AdmissionLimits) {}

  /**
   * @param bytes as large as the request says it is; all that there is room for where it does not say
   * @throws ServerBusyError where too many wait, or it took too long
   */
  async run<T>(work: () => Promise<T>, bytes: number | null): Promise<T> {
    const size = bytes ?? this.limits.bytes;
    // nobody overtakes who waits already, or a large one would never come in
    if (this.#waiting.size || !this.#fits(size)) await this.#wait(size);
    else this.#begin(size);
    try {
      return await work();
    } finally {
      this.#running--;
      this.#bytes -= size;
      for (const next of this.#waiting) {
        if (!this.#fits(next.bytes)) break;
        next.enter();
      }
    }
  }

  #fits(bytes: number): boolean {
    const { atOnce, bytes: room } = this.limits;
    return this.#running === 0 || (this.#running < atOnce && this.#bytes + bytes <= room);
  }

  #begin(bytes: number): void {
    this.#running++;
    this.#bytes += bytes;
  }

  async #wait(bytes: number): Promise<void> {
    if (this.#waiting.size >= this.limits.waiting) throw new ServerBusyError();
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        this.#waiting.delete(waiting);
      };
      const waiting: Waiting = {
        bytes,
        enter: () => {
          leave();
          this.#begin(bytes);
          resolve();
        }
      };
      const timer = setTimeout(() => {
        leave();
        reject(new ServerBusyError());
      }, this.limits.patienceMs);
      this.#waiting.add(waiting);
    });
  }
}

export const pushes = new Admission({ atOnce: 64, bytes: 4 * 1024 * 1024, waiting: 3000, patienceMs: 15_000 });

const pulls = new Admission({ atOnce: 4, bytes: Infinity, waiting: 3000, patienceMs: 15_000 });

/** Reading for one device holds the event loop for a while: few at once, and others are let in after each. */
export const readInTurn = <T>(work: () => Promise<T>): Promise<T> =>
  pulls.run(async () => {
    const done = await work();
    await letIn();
    return done;
  }, 0);
