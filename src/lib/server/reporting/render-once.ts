import { setTimeout } from 'node:timers/promises';
import { type Problem, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, takeTry } from '../auth/limits';

/** Where something is made: on the thread for heavy work, or here, between answers to others. */
type Lane = 'thread' | 'here';

/**
 * So many wait at most, and so many from one address, the one that is being made among them; a PDF takes a second or two,
 * a page some tenths. After so long it is worth asking again. A page elsewhere has several of our drawings in its frames.
 */
const LANES: Record<Lane, { most: number; each: number; seconds: number }> = {
  thread: { most: 16, each: 3, seconds: 20 },
  here: { most: 32, each: 16, seconds: 5 }
};

/** What is made here leaves the others as much time as it took, up to so many milliseconds. */
const LONGEST_PAUSE = 250;

interface Turns {
  waiting: number;
  /** How many of them were asked for from an address. */
  from: Map<string, number>;
  last: Promise<unknown>;
  /** When the next may begin, by the process's clock. */
  free: number;
}
interface Shelf {
  kept: Map<string, Result<unknown>>;
  making: Map<string, Promise<Result<unknown>>>;
}

const turnsOf = perApp(() => new Map<Lane, Turns>());

/**
 * Makes what anybody may ask for, and keeps the last few: those who ask while it is made wait for the same one. Others
 * are made one after the other; where too many wait already, in all or from one address, whoever asks is told to come
 * again. What is kept is given whatever waits. What was refused is not kept.
 *
 * Errors: `server-busy` with the seconds to wait, `too-many-tries` (only for what has to be made), those of `make`.
 *
 * @param from address of whoever asks
 *
 * @example
 * const pages = renderOnce<Page>('here', 12);
 * await pages(app, `${sha256} sv`, () => makePage(edition, 'sv'), getClientAddress())
 */
export function renderOnce<T>(lane: Lane, most: number) {
  const shelfOf = perApp((): Shelf => ({ kept: new Map(), making: new Map() }));
  return async (app: App, key: string, make: () => Promise<Result<T>>, from?: string): Promise<Result<T>> => {
    const shelf = shelfOf(app);
    const known = take<T>(shelf, key);
    if (known) return known;
    const tired = from === undefined ? null : await takeTry(app, [['rendering-address', addressKey(from)]]);
    if (tired) return tired;
    return take<T>(shelf, key) ?? begin(app, lane, shelf, { key, make, most, from: from && addressKey(from) });
  };
}

function take<T>({ kept, making }: Shelf, key: string): Promise<Result<T>> | Result<T> | undefined {
  const known = kept.get(key);
  if (!known) return making.get(key) as Promise<Result<T>> | undefined;
  // what was asked for last goes last
  kept.delete(key);
  kept.set(key, known);
  return known as Result<T>;
}

interface Wanted<T> {
  key: string;
  make: () => Promise<Result<T>>;
  most: number;
  from: string | undefined;
}

function begin<T>(app: App, lane: Lane, shelf: Shelf, wanted: Wanted<T>): Promise<Result<T>> | Result<T> {
  const { key, make, most, from } = wanted;
  const lanes = turnsOf(app);
  const turns = lanes.get(lane) ?? { waiting: 0, from: new Map(), last: Promise.resolve(), free: 0 };
  lanes.set(lane, turns);
  const own = from === undefined ? 0 : (turns.from.get(from) ?? 0);
  if (turns.waiting >= LANES[lane].most || own >= LANES[lane].each) return busy(LANES[lane].seconds);
  count(turns, from, 1);
  const pause = () => setTimeout(Math.max(0, turns.free - performance.now()));
  const made = turns.last.then(pause).then(async () => {
    const begun = performance.now();
    const result = await make();
    const ended = performance.now();
    if (lane === 'here') turns.free = ended + Math.min(ended - begun, LONGEST_PAUSE);
    return result;
  });
  shelf.making.set(key, made);
  const ended = () => {
    count(turns, from, -1);
    shelf.making.delete(key);
  };
  turns.last = made.then((result) => {
    ended();
    if (result.ok) shelf.kept.set(key, result);
    for (const old of [...shelf.kept.keys()].slice(0, Math.max(0, shelf.kept.size - most))) shelf.kept.delete(old);
  }, ended);
  return made;
}

function count(turns: Turns, from: string | undefined, change: 1 | -1): void {
  turns.waiting += change;
  if (from === undefined) return;
  const own = (turns.from.get(from) ?? 0) + change;
  if (own > 0) turns.from.set(from, own);
  else turns.from.delete(from);
}

function busy(seconds: number): { ok: false; problems: Problem[] } {
  const message = `Many reports are being made right now - try again in ${seconds} seconds.`;
  return refuseAll([{ code: 'server-busy', path: '', message, facts: { seconds } }]);
}

function perApp<V>(begin: () => V): (app: App) => V {
  const of = new WeakMap<App, V>();
  return (app) => {
    const known = of.get(app) ?? begin();
    of.set(app, known);
    return known;
  };
}
