import { openOptions, openReply } from '$lib/server/reporting/open-reply';
import { listReportData } from '$lib/server/reporting/public-data-service';

export const GET = async ({ locals, request, getClientAddress }) =>
  openReply(request, await listReportData(locals.app, locals.actor, { from: getClientAddress() }));

export const OPTIONS = openOptions;
