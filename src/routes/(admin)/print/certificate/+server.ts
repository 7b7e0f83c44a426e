import { isLocale } from '$lib/domain/shared/locale';
import { getLocale } from '$lib/paraglide/runtime.js';
import { printCertificate } from '$lib/server/mentoring/certificate-service';
import { needPerson } from '../../need';
import { pdfResponse } from '../pdf-response';

export const GET = async (event) => {
  needPerson(event);
  const asked = event.url.searchParams;
  const locale = asked.get('locale');
  const result = await printCertificate(event.locals.app, event.locals.actor, {
    pairingId: asked.get('pairing') ?? '',
    locale: isLocale(locale) ? locale : getLocale()
  });
  return pdfResponse(result);
};
