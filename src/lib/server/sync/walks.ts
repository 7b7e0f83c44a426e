import type { Change, Entity } from '$lib/domain/sync/records';
import type { App } from '../app';
import { followUpWalks, meetingWalks } from '../outreach/meeting-walks-repository';
import type { Loader, Walk } from './loader';
import type { Sight } from './visible';

/** Kinds of which there are too many to read all of them for each page: what is not kept of them is not read either. */
export const walks: Partial<Record<Entity, readonly Walk[]>> = {
  meeting: meetingWalks,
  'follow-up': followUpWalks
};

/** Steps of a walk at once; their records are read in as many statements as those of one. */
export const STEPS = 250;

/** Everything of one kind at once, as clients of release 1.0 ask for it. */
export async function loadAll(app: App, sight: Sight, entity: Entity, load: Loader): Promise<Change[]> {
  const ways = walks[entity];
  if (!ways) return load(app, sight, null);
  const found = new Map<string, Change>();
  for (const walk of ways) {
    for (let after = ''; ;) {
      const steps = await walk(app, sight, after, STEPS);
      const ids = steps.flatMap((step) => step.ids).filter((id) => !found.has(id));
      if (ids.length) for (const change of await load(app, sight, ids)) found.set(change.id, change);
      if (steps.length < STEPS) break;
      after = steps.at(-1)!.at;
    }
  }
  return [...found.values()];
}
