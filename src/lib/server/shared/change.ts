import { actorId, type Actor } from '$lib/domain/identity/actor';
import type { Problem, Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { auditLog } from '../db/schema/identity';
import { changeFeed } from '../db/schema/sync';

export interface ChangeEntry {
  /** What happened, e.g. `assessment:answer`. */
  action: string;
  networkId: string | null;
  /** The id of what was changed; never a name. */
  subject?: string | null;
}

export interface ChangeContext {
  tx: Tx;
  now: Date;
  /** Tells devices that something they may keep has changed. */
  feed(entity: string, entityId: string, municipalityId?: string | null): Promise<void>;
  /** The same for many at once: an import of a whole country is not a statement for each municipality. */
  feedMany(entity: string, items: readonly { id: string; municipalityId?: string | null }[]): Promise<void>;
  /** A further audit row, where one call changes several things. */
  audit(action: string, subject: string | null): Promise<void>;
}

class Refused extends Error {
  constructor(readonly problems: Problem[]) {
    super('refused');
  }
}

/**
 * The one way services write: work and audit row in the same transaction, all or nothing.
 * A refusal (`ok: false`) rolls everything back and is returned.
 */
export async function change<T>(
  app: App,
  actor: Actor,
  entry: ChangeEntry,
  work: (context: ChangeContext) => Promise<Result<T>>
): Promise<Result<T>> {
  try {
    return await app.db.write(async (tx) => {
      const now = app.now();
      const audit = async (action: string, subject: string | null) => {
        await tx
          .insert(auditLog)
          .values({ id: app.newId(), at: now, networkId: entry.networkId, actor: actorId(actor), action, subject });
      };
      const feedMany: ChangeContext['feedMany'] = async (entity, items) => {
        const { networkId } = entry;
        if (!networkId) return;
        const rows = items.map(({ id, municipalityId = null }) => ({
          networkId,
          entity,
          entityId: id,
          municipalityId
        }));
        for (let i = 0; i < rows.length; i += 5000) await tx.insert(changeFeed).values(rows.slice(i, i + 5000));
      };
      const feed: ChangeContext['feed'] = (entity, id, municipalityId = null) =>
        feedMany(entity, [{ id, municipalityId }]);
      const result = await work({ tx, now, feed, feedMany, audit });
      if (!result.ok) throw new Refused(result.problems);
      await audit(entry.action, entry.subject ?? null);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problems: error.problems };
    throw error;
  }
}
