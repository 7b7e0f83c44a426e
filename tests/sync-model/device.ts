import { IDBFactory } from 'fake-indexeddb';
import { v7 } from 'uuid';
import type { DeviceStore } from '$lib/client/store/device-store';
import { openIdbStore } from '$lib/client/store/idb-store';
import { exchange, type ExchangeResult } from '$lib/client/sync/exchange';
import { buildView, type View } from '$lib/client/sync/view';
import type { Actor } from '$lib/domain/identity/actor';
import { applyCommand } from '$lib/domain/sync/apply-command';
import { checkCommand } from '$lib/domain/sync/check-command';
import type { CommandPayloads, CommandType } from '$lib/domain/sync/command-types';

export type Person = Extract<Actor, { kind: 'person' }>;

/** The browser died here. */
export class Crash extends Error {}

/** Where in a store's work the browser dies: at the n-th writing step, before it is on the disk or just after. */
export interface CrashPoint {
  step: number;
  after: boolean;
}

const WRITES = new Set<string | symbol>([
  'enqueue',
  'markSending',
  'settle',
  'takeIn',
  'retry',
  'discard',
  'bringBack'
]);

/** The real store, with a place where it dies: what was not on the disk by then is gone, what was is there. */
function withCrash(store: DeviceStore, crash: CrashPoint): DeviceStore {
  let step = 0;
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...input: unknown[]): Promise<unknown> => {
        const dies = WRITES.has(name) && step++ === crash.step;
        if (dies && !crash.after) throw new Crash();
        const result: unknown = await (member as (...input: unknown[]) => unknown).apply(target, input);
        if (dies) throw new Crash();
        return result;
      };
    }
  });
}

/** One browser of one person: the app's own store, outbox, view and exchange on a disk (IndexedDB) of its own. */
export class SimulatedDevice {
  /** Milliseconds its clock is wrong by. */
  skew = 0;
  /** It runs the release before: a change of a meeting does not say what its author had seen of each field. */
  appIsOld = false;
  #store: DeviceStore | null = null;
  readonly #disk = new IDBFactory();

  constructor(
    readonly name: string,
    readonly person: Person,
    private readonly clock: () => number
  ) {}

  async #open(): Promise<DeviceStore> {
    // idb asks the global factory at the moment of opening
    globalThis.indexedDB = this.#disk;
    return (this.#store ??= await openIdbStore(this.person.personId));
  }

  /** Closes the browser and opens it again: only the disk survives. */
  restart(): void {
    this.#store?.close();
    this.#store = null;
  }

  /** The next release, on what the one before left on the disk, sent or not. */
  upgrade(): void {
    this.restart();
    this.appIsOld = false;
  }

  async contents() {
    return (await this.#open()).read();
  }

  /** What the person sees. */
  async view(): Promise<View> {
    const { base, outbox } = await this.contents();
    return buildView(base, outbox, this.person.personId, applyCommand);
  }

  /** Makes a change as the app does. True: it is on the disk, and the person sees it as saved. */
  async issue<T extends CommandType>(
    type: T,
    key: string,
    payload: CommandPayloads[T],
    baseVersion: number | null,
    crash?: CrashPoint
  ): Promise<boolean> {
    const checked = checkCommand(type, payload);
    if (!checked.ok) throw new Error(`The model made a command the app refuses: ${checked.problems[0]?.message}`);
    const store = await this.#open();
    const { was, ...plain } = checked.value.payload as { was?: unknown };
    const draft = {
      key,
      type,
      schemaVersion: checked.value.schemaVersion,
      payload: this.appIsOld || was === undefined ? plain : { ...plain, was },
      baseVersion,
      issuedAt: new Date(this.clock() + this.skew).toISOString()
    };
    return this.#mayDie(async () => {
      await (crash ? withCrash(store, crash) : store).enqueue(draft);
    });
  }

  /** One round of the app's sync through the given network. */
  async sync(network: typeof fetch, crash?: CrashPoint): Promise<ExchangeResult | 'crashed'> {
    const store = await this.#open();
    let result: ExchangeResult | 'crashed' = 'crashed';
    globalThis.fetch = network;
    await this.#mayDie(async () => {
      result = await exchange(crash ? withCrash(store, crash) : store, () => undefined);
    });
    return result;
  }

  /** False where the browser died in the middle; it is opened anew then. */
  async #mayDie(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.restart();
      return false;
    }
  }
}

export const newId = v7;
