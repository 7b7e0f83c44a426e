import { readAuditLog } from '$lib/server/identity/service';
import { needNetwork, pageOf } from '../../need';
import { orError } from '../../or-error';

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, networkName } = needNetwork(event, ['administrator']);
  const filter = {
    action: url.searchParams.get('action')?.slice(0, 60) ?? '',
    actor: url.searchParams.get('actor')?.slice(0, 60) ?? ''
  };
  const { offset, limit } = pageOf(url, 100);
  const log = orError(
    await readAuditLog(locals.app, locals.actor, {
      networkId,
      action: filter.action || null,
      actor: filter.actor || null,
      offset,
      limit
    })
  );
  return { ...log, filter, networkId, networkName };
};
