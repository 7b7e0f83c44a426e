import type { Locale } from '$lib/domain/shared/locale';
import type { Paper } from '$lib/server/render/render-poster';
import { printPoster } from '$lib/server/outreach/poster-service';
import { needNetwork } from '../../../need';
import { pdfResponse } from '../../../print/pdf-response';

export const GET = async (event) => {
  const { networkId } = needNetwork(event, ['coordinator', 'administrator']);
  const { searchParams } = event.url;
  const made = await printPoster(event.locals.app, event.locals.actor, {
    ...{ networkId, paper: searchParams.get('paper') as Paper, locale: searchParams.get('lang') as Locale }
  });
  return pdfResponse(made);
};
