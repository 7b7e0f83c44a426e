import type { Entity } from '$lib/domain/sync/records';
import { type ClashRow, openClashesIn } from './clash-repository';
import { targetOf } from './clash-targets';
import { type Loader, wanted } from './loader';

export const clashLoaders = {
  async clash(app, sight, ids) {
    const keep = wanted(ids);
    const rows: ClashRow[] = [];
    for (const row of await openClashesIn(app.db.read, sight.networkId))
      if (keep(row.id) && (await targetOf(row.entity)?.visible(sight, row, app))) rows.push(row);
    return rows.map(({ id, entity, entityId, municipalityId, field, value, author, at, standingBy, standingAt }) => ({
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
