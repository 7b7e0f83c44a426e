import type { Entity } from '$lib/domain/sync/records';
import { type Loader, wanted } from '../sync/loader';
import { settingsOf, stepsOf } from './repository';

export const roadmapLoaders = {
  async step(app, sight, ids) {
    const rows = await stepsOf(app.db.read, sight.own);
    const keep = wanted(ids);
    // the record's id is the pair, as a device knows it before the server has given a row id
    return rows
      .filter((row) => keep(`${row.municipalityId}/${row.criterionId}`))
      .map(({ municipalityId, criterionId, status, due, ownerId, ownerName, note, doneTips, version }) => {
        const id = `${municipalityId}/${criterionId}`;
        const data = { id, municipalityId, criterionId, status, due, ownerId, ownerName, note, doneTips, version };
        return { entity: 'step', id, data };
      });
  },

  async setting(app, sight, ids) {
    const rows = await settingsOf(app.db.read, sight.own);
    const keep = wanted(ids);
    return rows
      .filter((row) => keep(row.municipalityId))
      .map(({ municipalityId: id, conditions, target, example, version }) => ({
        entity: 'setting',
        id,
        data: { id, conditions, target, example, version }
      }));
  }
} satisfies Partial<Record<Entity, Loader>>;
