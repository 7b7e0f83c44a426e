import { listMunicipalitiesWithoutOfficer } from '$lib/server/identity/people-service';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, networkName } = needNetwork(event, ['administrator', 'coordinator']);
  const all = orError(await listMunicipalitiesWithoutOfficer(locals.app, locals.actor, { networkId }));
  const filter = { state: url.searchParams.get('state') ?? '', county: url.searchParams.get('county') ?? '' };
  const fits = {
    left: (m: (typeof all)[number]) => m.left,
    invited: (m: (typeof all)[number]) => m.invited,
    'not-invited': (m: (typeof all)[number]) => !m.invited
  };
  const inState = fits[filter.state as keyof typeof fits] ?? (() => true);
  const municipalities = all.filter((m) => inState(m) && (!filter.county || m.countyName === filter.county));
  const counties = [...new Set(all.flatMap((m) => m.countyName ?? []))].sort();
  return { municipalities, total: all.length, counties, filter, networkId, networkName };
};
