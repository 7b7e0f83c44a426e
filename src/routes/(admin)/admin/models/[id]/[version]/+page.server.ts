import { getLocale } from '$lib/paraglide/runtime.js';
import { readModel } from '$lib/server/model/public-service';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';

export const load = async (event) => {
  const { locals, params } = event;
  const { networkId } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const { model, text } = orError(await readModel(locals.app, locals.actor, { ...params, locale: getLocale() }));
  return { networkId, model, text };
};
