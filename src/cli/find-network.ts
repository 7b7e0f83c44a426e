import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '$lib/server/app';
import { listNetworks } from '$lib/server/identity/repository';
import type { OptionSpec } from './command';

/** `--network`: needed only where there are several. */
export const networkOption: OptionSpec = {
  type: 'string',
  value: 'NETWORK',
  about: 'Id or name of the network; needed where there are several'
};

/** The network named by id or by name, else the only one. */
export async function findGivenNetwork(app: App, given: string | null): Promise<Result<{ id: string; name: string }>> {
  const networks = await listNetworks(app.db.read);
  const list = networks.map(({ id, name }) => `${id} "${name}"`).join(', ');
  if (!networks.length)
    return refuse(
      'no-network',
      'network',
      'There is no network yet - set Waymark up with "waymark init" or in the browser.'
    );
  if (given === null) {
    const [only, another] = networks;
    return only && !another
      ? ok(only)
      : refuse(
          'network-missing',
          'network',
          `There are ${networks.length} networks - say which with --network: ${list}.`
        );
  }
  const [found, another] = networks.filter(
    ({ id, name }) => id === given || name.toLowerCase() === given.toLowerCase()
  );
  if (found && !another) return ok(found);
  return refuse(
    'network-unknown',
    'network',
    `${another ? 'Several networks have the name' : 'There is no network'} "${given}" - those there are: ${list}.`
  );
}
