import { getLocale } from '$lib/paraglide/runtime.js';
import { listPublishedModels } from '$lib/server/model/service';
import { readModel } from '$lib/server/model/public-service';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';

export const load = async (event) => {
  const { app, actor } = event.locals;
  const { networkId, networkName } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const models = orError(await listPublishedModels(app, actor));
  const named = models.map(async (one) => {
    const read = await readModel(app, actor, { id: one.id, version: one.version, locale: getLocale() });
    return { ...one, name: read.ok ? read.value.text.name : one.id };
  });
  return { networkId, networkName, models: await Promise.all(named) };
};
