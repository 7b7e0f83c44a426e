import type { Change } from '$lib/domain/sync/records';
import type { App } from '../app';
import type { Sight } from './visible';

/** Reads what one person may keep of one kind of thing: all of it (`ids` null) or those named. */
export type Loader = (app: App, sight: Sight, ids: string[] | null) => Promise<Change[]>;

export const wanted = (ids: string[] | null) => {
  const set = ids && new Set(ids);
  return (id: string) => !set || set.has(id);
};
