import { REGISTER_FORMATS, writeRegister } from '$lib/domain/register/write-register';
import { getLocale } from '$lib/paraglide/runtime.js';
import { listRegister } from '$lib/server/register/service';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { readFilter } from '../filter';

/** The register as the filter in the address shows it, without pages. */
export const GET = async (event) => {
  const { locals, url } = event;
  const { networkId } = needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const format = REGISTER_FORMATS.find((one) => one === url.searchParams.get('format')) ?? 'csv';
  const { entries } = orError(
    await listRegister(locals.app, locals.actor, { networkId, ...readFilter(url), language: getLocale() })
  );
  const type = format === 'json' ? 'application/json' : 'text/csv; charset=utf-8';
  const name = `municipalities-${locals.app.now().toISOString().slice(0, 10)}.${format === 'json' ? 'json' : 'csv'}`;
  return new Response(writeRegister(entries, format), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store'
    }
  });
};
