import type { Entity } from '$lib/domain/sync/records';
import { openClashesIn } from './clash-repository';
import { targetOf } from './clash-targets';
import { type Loader, wanted } from './loader';

export const clashLoaders = {
  async clash(app, sight, ids) {
    const keep = wanted(ids);
    const rows = await openClashesIn(app.db.read, sight.networkId);
    return rows
      .filter((row) => keep(row.id) && (targetOf(row.entity)?.visible(sight, row) ?? false))
      .map(({ id, entity, entityId, municipalityId, field, value, author, at, standingBy, standingAt }) => ({
        entity: 'clash',
        id,
        data: {
          id,
          of: entity,
          entityId,
          municipalityId,
          field,
          value: value.is,
          author,
          at: at.toISOString(),
          standingBy,
          standingAt: standingAt.toISOString()
        }
      }));
  }
} satisfies Partial<Record<Entity, Loader>>;
