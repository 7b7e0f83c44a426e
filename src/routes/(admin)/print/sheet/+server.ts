import { isLocale } from '$lib/domain/shared/locale';
import { getLocale } from '$lib/paraglide/runtime.js';
import { printSheet } from '$lib/server/assessment/print-service';
import { needPerson } from '../../need';
import { pdfResponse } from '../pdf-response';

export const GET = async (event) => {
  needPerson(event);
  const asked = event.url.searchParams;
  const locale = asked.get('locale');
  const result = await printSheet(event.locals.app, event.locals.actor, {
    assessmentId: asked.get('assessment') ?? '',
    comparison: asked.get('comparison') === 'peers' ? 'peers' : undefined,
    locale: isLocale(locale) ? locale : getLocale()
  });
  return pdfResponse(result);
};
