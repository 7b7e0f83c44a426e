import { writeCsv } from '$lib/domain/shared/csv';
import { isLocale } from '$lib/domain/shared/locale';
import { exportOutreach } from '$lib/server/outreach/outreach-export-service';
import { toResponse } from '$lib/server/shared/to-response';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  plain: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json'
} as const;

/** `what` of a network's outreach as a file; as CSV the first table, all of them as a workbook or JSON. */
export const GET = async ({ locals, url }) => {
  const { app, actor } = locals;
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const locale = said('locale');
  const made = await exportOutreach(app, actor, {
    ...{ networkId: said('network'), kind: said('what') },
    locale: isLocale(locale) ? locale : 'en'
  });
  if (!made.ok) return toResponse(made, { 'cache-control': 'no-store' });
  const { kind, sheets, json } = made.value;
  const asked = said('format');
  const format = Object.hasOwn(TYPES, asked) ? (asked as keyof typeof TYPES) : kind === 'all' ? 'xlsx' : 'csv';
  const body =
    format === 'json'
      ? JSON.stringify(json)
      : format === 'xlsx'
        ? await app.offload('writeSheets', sheets)
        : writeCsv(sheets[0]!.table, format === 'csv' ? 'excel' : 'rfc4180');
  const name = `${kind}-${app.now().toISOString().slice(0, 10)}.${format === 'plain' ? 'csv' : format}`;
  return new Response(body, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store'
    }
  });
};
