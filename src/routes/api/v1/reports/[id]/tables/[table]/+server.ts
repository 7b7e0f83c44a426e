import { openOptions, openReply } from '$lib/server/reporting/open-reply';
import { readTableData } from '$lib/server/reporting/public-data-service';
import { writeTableCsv } from '$lib/server/reporting/write-table-csv';

/** As the ending says (`levels-legal.csv`), else as the reader accepts, else JSON. */
export const GET = async ({ locals, params, request, getClientAddress }) => {
  const [, table = '', ending] = /^(.*?)(?:\.(csv|json))?$/.exec(params.table) ?? [];
  const accepted = /\btext\/csv\b/.test(request.headers.get('accept') ?? '') ? 'csv' : 'json';
  const found = await readTableData(locals.app, locals.actor, { id: params.id, table, from: getClientAddress() });
  if ((ending ?? accepted) === 'json') return openReply(request, found);
  return openReply(request, found, (value) => ({ body: writeTableCsv(value), type: 'text/csv; charset=utf-8' }));
};

export const OPTIONS = openOptions;
