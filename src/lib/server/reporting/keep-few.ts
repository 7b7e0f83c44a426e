import type { Result } from '$lib/domain/shared/result';
import type { App } from '../app';

type Kept = Map<string, Promise<Result<unknown>>>;

/**
 * Makes something once for a key and keeps the last few: those who ask while it is made wait for the same one. What
 * failed is not kept.
 *
 * @example
 * const pages = keepFew<PublishedReport>(12);
 * await pages(app, `${sha256}/sv`, () => makePage(edition, 'sv'))
 */
export function keepFew<T>(most: number) {
  const ofApp = new WeakMap<App, Kept>();
  return (app: App, key: string, make: () => Promise<Result<T>>): Promise<Result<T>> => {
    const kept: Kept = ofApp.get(app) ?? new Map();
    ofApp.set(app, kept);
    const known = kept.get(key) as Promise<Result<T>> | undefined;
    if (known) {
      // what was asked for last goes last
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const making = make();
    kept.set(key, making);
    for (const old of [...kept.keys()].slice(0, -most)) kept.delete(old);
    const forget = () => {
      if (kept.get(key) === making) kept.delete(key);
    };
    making.then((made) => (made.ok ? undefined : forget()), forget);
    return making;
  };
}
