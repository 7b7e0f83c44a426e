import { getLocale } from '$lib/paraglide/runtime.js';
import { readAreaFactsheet } from '$lib/server/reporting/public-factsheet-service';
import { ofReader } from '../../of-reader';
import { orReportError } from '../../or-report-error';

export const load = async ({ locals, params, setHeaders, getClientAddress }) => {
  const locale = getLocale();
  const { id, area } = params;
  const sheet = orReportError(
    await readAreaFactsheet(locals.app, locals.actor, { id, area, locale, from: getClientAddress() }),
    setHeaders
  );
  setHeaders(ofReader);
  return { ...sheet, locale };
};
