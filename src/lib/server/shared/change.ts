import { actorId, type Actor } from '$lib/domain/identity/actor';
import type { Problem, Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { insertRows } from '../db/insert-rows';
import { auditLog } from '../db/schema/identity';
import { changeFeed } from '../db/schema/sync';

export interface ChangeEntry {
  /** What happened, e.g. `assessment:answer`. Null where only the work finds out what, or whether anything: it says so with `audit`. */
  action: string | null;
  networkId: string | null;
  /** The id of what was changed; never a name. */
  subject?: string | null;
}

export interface ChangeContext {
  tx: Tx;
  now: Date;
  networkId: string | null;
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
      const ledger = new Ledger(app, actor, tx);
      const context = ledger.context(entry.networkId);
      const result = await work(context);
      if (!result.ok) throw new Refused(result.problems);
      if (entry.action !== null) await context.audit(entry.action, entry.subject ?? null);
      await ledger.write();
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problems: error.problems };
    throw error;
  }
}

/** What is told of the changes of one transaction: audit rows, and what devices are to fetch. Written at its end. */
export class Ledger {
  readonly #audit: (typeof auditLog.$inferInsert)[] = [];
  readonly #feed: { networkId: string; entity: string; entityId: string; municipalityId: string | null }[] = [];

  constructor(
    private readonly app: App,
    private readonly actor: Actor,
    private readonly tx: Tx
  ) {}

  context(networkId: string | null): ChangeContext {
    const now = this.app.now();
    const audit: ChangeContext['audit'] = async (action, subject) => this.audit({ now, networkId }, action, subject);
    const feedMany: ChangeContext['feedMany'] = async (entity, items) => {
      if (!networkId) return;
      for (const { id, municipalityId = null } of items)
        this.#feed.push({ networkId, entity, entityId: id, municipalityId });
    };
    const feed: ChangeContext['feed'] = (entity, id, municipalityId = null) =>
      feedMany(entity, [{ id, municipalityId }]);
    return { tx: this.tx, now, networkId, feed, feedMany, audit };
  }

  audit(of: Pick<ChangeContext, 'now' | 'networkId'>, action: string, subject: string | null): void {
    const { now: at, networkId } = of;
    this.#audit.push({ id: this.app.newId(), at, networkId, actor: actorId(this.actor), action, subject });
  }

  /** For `undo`: what is told from here on can be taken back. */
  mark(): [number, number] {
    return [this.#audit.length, this.#feed.length];
  }

  undo([audits, feeds]: [number, number]): void {
    this.#audit.length = audits;
    this.#feed.length = feeds;
  }

  async write(): Promise<void> {
    await insertRows(this.tx, auditLog, this.#audit);
    // what changed several times is fetched once
    const once = new Map(
      this.#feed.map((row) => [`${row.networkId} ${row.entity} ${row.municipalityId} ${row.entityId}`, row])
    );
    await insertRows(this.tx, changeFeed, [...once.values()]);
  }
}
