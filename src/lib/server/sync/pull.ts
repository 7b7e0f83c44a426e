import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { PROTOCOL } from '$lib/domain/sync/protocol';
import type { Change, Entity, Pull } from '$lib/domain/sync/records';
import type { App } from '../app';
import { placesNear } from '../assessment/loaders';
import { fullPage } from './full-pages';
import { loaders } from './loaders';
import { changesSince, latestCursor } from './repository';
import { sightOf } from './visible';
import { loadAll } from './walks';

/** At most so many feed rows are looked at for one page. */
const PAGE = 2000;

/**
 * What changed for this person since the cursor; with `since: 0` everything they may keep.
 * The cursor is read before the data, so that a change made meanwhile is sent again rather than missed.
 *
 * @param input.page who asks can put pages of everything together: `first`, then what the page before said as `next`.
 * Left out (clients of release 1.0), everything comes at once.
 */
export async function pullChanges(
  app: App,
  actor: Actor,
  input: { since: number; page?: string | null; pageChars?: number }
): Promise<Result<Pull>> {
  const refused = authorize(actor, 'sync:pull');
  if (refused) return refused;
  const sight = sightOf(actor);
  if (!sight) return refuse('no-network', '', 'You belong to no network yet - ask whoever invited you.');
  if (!Number.isSafeInteger(input.since) || input.since < 0) {
    return refuse(
      'cursor-invalid',
      'since',
      `The cursor is a whole number from an earlier answer, 0 for everything - got "${input.since}".`
    );
  }
  const latest = await latestCursor(app.db.read, sight.networkId);
  // an officer is not even told the ids of what other municipalities do
  const progress = sight.seesProgress;
  const near = progress ? await placesNear(app, sight) : sight.own;
  const since = { cursor: input.since, limit: PAGE, near, progress };
  const feed = input.since ? await changesSince(app.db.read, sight.networkId, since) : [];
  // rights of one's own have changed: there may be more to keep, or less, than what the feed names
  const otherRights = feed.some((row) => row.entity === 'person' && row.entityId === sight.personId);
  const { page = null } = input;
  // a cursor from before a restore of the database lies ahead of it: start again
  if ((page && page !== 'first') || input.since === 0 || input.since > latest || otherRights) {
    if (page !== null) return fullPage(app, sight, loaders, { page, latest, pageChars: input.pageChars });
    const changes: Change[] = [];
    for (const [entity, load] of Object.entries(loaders))
      changes.push(...(await loadAll(app, sight, entity as Entity, load)));
    return ok({ protocol: PROTOCOL, cursor: latest, full: true, changes, more: false });
  }
  const touched = new Map<Entity, Set<string>>();
  for (const row of feed) {
    const entity = row.entity as Entity;
    touched.set(entity, (touched.get(entity) ?? new Set()).add(row.entityId));
  }
  const changes: Change[] = [];
  for (const [entity, ids] of touched) {
    const load = loaders[entity];
    if (!load) continue;
    const found = await load(app, sight, [...ids]);
    changes.push(...found);
    // what was touched and is not seen any more has gone, or never was this person's
    const seen = new Set(found.map((change) => change.id));
    for (const id of ids) if (!seen.has(id)) changes.push({ entity, id, data: null } as Change);
  }
  return ok({
    protocol: PROTOCOL,
    cursor: feed.at(-1)?.cursor ?? latest,
    full: false,
    changes,
    more: feed.length === PAGE
  });
}
