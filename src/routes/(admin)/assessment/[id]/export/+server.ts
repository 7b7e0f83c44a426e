import { getLocale } from '$lib/paraglide/runtime.js';
import { EXPORT_FORMATS, exportAnswers } from '$lib/server/assessment/transfer-service';
import { answerWords } from '$lib/ui/answers-text';
import { needPerson } from '../../../need';
import { orError } from '../../../or-error';

/** The assessment as a file: CSV for European Excel unless another format is asked for. */
export const GET = async (event) => {
  needPerson(event);
  const { locals, params, url } = event;
  const format = EXPORT_FORMATS.find((one) => one === url.searchParams.get('format')) ?? 'csv';
  const input = { assessmentId: params.id, format, locale: getLocale(), words: answerWords() };
  const { fileName, mediaType, body } = orError(await exportAnswers(locals.app, locals.actor, input));
  return new Response(body, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff'
    }
  });
};
