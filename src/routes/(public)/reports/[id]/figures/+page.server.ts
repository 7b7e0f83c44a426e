import { getLocale } from '$lib/paraglide/runtime.js';
import { readFigure } from '$lib/server/reporting/public-figures-service';
import { ofReader } from '../of-reader';
import { orReportError } from '../or-report-error';

export const load = async ({ locals, params, url, setHeaders, getClientAddress }) => {
  const locale = getLocale();
  const query = Object.fromEntries(
    ['subject', 'share', 'of', 'by', 'view'].flatMap((name) => {
      const value = url.searchParams.get(name);
      return value ? [[name, value]] : [];
    })
  );
  const asked = { id: params.id, locale, query, from: getClientAddress() };
  const shown = orReportError(await readFigure(locals.app, locals.actor, asked), setHeaders);
  setHeaders(ofReader);
  // a language that was asked for by the address goes on with every link
  return { ...shown, locale, lang: url.searchParams.has('lang') ? locale : null };
};
