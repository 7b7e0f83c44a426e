import { getLocale } from '$lib/paraglide/runtime.js';
import { printOwnFactsheet } from '$lib/server/reporting/factsheet-service';
import { needPerson } from '../../../need';
import { pdfResponse } from '../../../print/pdf-response';
import { ownMunicipality } from '../own-municipality';

export const GET = async (event) => {
  const person = needPerson(event);
  const { locals, params, url } = event;
  const municipalityId = ownMunicipality(person, url.searchParams.get('municipality'));
  const input = { id: params.id, municipalityId, locale: getLocale() };
  return pdfResponse(await printOwnFactsheet(locals.app, locals.actor, input));
};
