import { listPublishedReports } from '$lib/server/reporting/public-service';

export const load = async ({ locals }) => {
  const reports = await listPublishedReports(locals.app, locals.actor);
  return {
    reports: reports.map(({ id, number, network, publishedAt }) => ({ id, number, network, publishedAt }))
  };
};
