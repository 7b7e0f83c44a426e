import { isLocale } from '$lib/domain/shared/locale';
import { getLocale } from '$lib/paraglide/runtime.js';
import { printCriteria } from '$lib/server/assessment/print-service';
import { needPerson } from '../../need';
import { pdfResponse } from '../pdf-response';

export const GET = async (event) => {
  needPerson(event);
  const asked = event.url.searchParams;
  const locale = asked.get('locale');
  const result = await printCriteria(event.locals.app, event.locals.actor, {
    model: asked.get('model') ?? '',
    level: asked.get('level') || undefined,
    dimension: asked.get('dimension') || undefined,
    locale: isLocale(locale) ? locale : getLocale()
  });
  return pdfResponse(result);
};
