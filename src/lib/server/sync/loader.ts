import type { Change } from '$lib/domain/sync/records';
import type { App } from '../app';
import type { Sight } from './visible';

/** Reads what one person may keep of one kind of thing: all of it (`ids` null) or those named. */
export type Loader = (app: App, sight: Sight, ids: string[] | null) => Promise<Change[]>;

/** Where a walk has come, and what a device keeps of what stands there. */
export interface Step {
  at: string;
  ids: string[];
}

/**
 * Goes through what a device keeps of one kind, in an order in which everything stays where it is: at most `limit` steps
 * after `after`, from the beginning where that is empty. Fewer than `limit` are the last. No row is read twice however
 * many times it is called, so that all pages together cost what the records do.
 */
export type Walk = (app: App, sight: Sight, after: string, limit: number) => Promise<Step[]>;

export const wanted = (ids: string[] | null) => {
  const set = ids && new Set(ids);
  return (id: string) => !set || set.has(id);
};
