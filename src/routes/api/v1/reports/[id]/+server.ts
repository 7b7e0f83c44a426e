import { openOptions, openReply } from '$lib/server/reporting/open-reply';
import { readReportData } from '$lib/server/reporting/public-data-service';

export const GET = async ({ locals, params, request, getClientAddress }) =>
  openReply(request, await readReportData(locals.app, locals.actor, { id: params.id, from: getClientAddress() }));

export const OPTIONS = openOptions;
