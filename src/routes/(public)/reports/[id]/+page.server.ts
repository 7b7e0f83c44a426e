import { getLocale } from '$lib/paraglide/runtime.js';
import { listFiles } from '$lib/server/reporting/list-files';
import { readPublishedReport } from '$lib/server/reporting/public-service';
import { orReportError } from './or-report-error';
import { ofReader } from './of-reader';

export const load = async ({ locals, params, setHeaders, getClientAddress }) => {
  const locale = getLocale();
  const result = orReportError(
    await readPublishedReport(locals.app, locals.actor, { id: params.id, locale, from: getClientAddress() }),
    setHeaders
  );
  setHeaders(ofReader);
  const officer = locals.person?.memberships.some(({ role }) => role === 'officer') ?? false;
  return { ...result, files: listFiles(result), locale, officer };
};
