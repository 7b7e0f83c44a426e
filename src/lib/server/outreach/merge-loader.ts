import type { Loader } from '../sync/loader';
import { mergesIn } from './merge-repository';

/** As far as contacts go: to the network's coordinators only. */
export const mergeLoader: Loader = async (app, sight, ids) => {
  if (!sight.coordinates) return [];
  const rows = await mergesIn(app.db.read, sight.networkId, ids ?? undefined);
  return rows.map(({ networkId: _network, moved: _moved, undoneBy: _by, mergedAt, undoneAt, ...row }) => ({
    entity: 'contact-merge',
    id: row.id,
    data: { ...row, mergedAt: mergedAt.toISOString(), undoneAt: undoneAt?.toISOString() ?? null }
  }));
};
