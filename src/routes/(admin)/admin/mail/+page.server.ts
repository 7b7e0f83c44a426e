import { listOutgoingMail } from '$lib/server/identity/service';
import { needNetwork, pageOf } from '../../need';
import { orError } from '../../or-error';

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, networkName } = needNetwork(event, ['administrator']);
  const { offset, limit } = pageOf(url, 50);
  return {
    ...orError(await listOutgoingMail(locals.app, locals.actor, { networkId, offset, limit })),
    networkId,
    networkName
  };
};
