import { listPublishedReports } from '$lib/server/reporting/public-service';
import { ofReader } from './[id]/of-reader';

export const load = async ({ locals, setHeaders }) => {
  const reports = await listPublishedReports(locals.app, locals.actor);
  setHeaders(ofReader);
  return {
    reports: reports.map(({ id, number, network, demo, publishedAt }) => ({ id, number, network, demo, publishedAt }))
  };
};
