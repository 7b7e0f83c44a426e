import { isLocale } from '$lib/domain/shared/locale';
import { readPublishedPdfName } from '$lib/server/reporting/public-files-service';
import { toResponse } from '$lib/server/shared/to-response';
import { error, redirect } from '@sveltejs/kit';

/** The address of a report's PDF before its files had names: it goes on working. */
export const GET = async ({ locals, params, getClientAddress }) => {
  if (!isLocale(params.locale)) error(404, 'not-found');
  const asked = { id: params.id, locale: params.locale, from: getClientAddress() };
  const name = await readPublishedPdfName(locals.app, locals.actor, asked);
  if (!name.ok) return toResponse(name);
  redirect(308, `/reports/${params.id}/files/${name.value}`);
};
