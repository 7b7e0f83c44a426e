import { compareTwoEditions } from '$lib/server/reporting/compare-service';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { ROLES } from '../roles';

export const load = async (event) => {
  needNetwork(event, ROLES);
  const said = (name: string) => event.url.searchParams.get(name) ?? '';
  const { app, actor } = event.locals;
  return { compared: orError(await compareTwoEditions(app, actor, { before: said('before'), after: said('after') })) };
};
