import { effectRows, effectTable } from '$lib/domain/mentoring/write-effect';
import { writeCsv } from '$lib/domain/shared/csv';
import { m } from '$lib/paraglide/messages.js';
import { readEffect } from '$lib/server/mentoring/effect-service';
import { writeTableWorkbook } from '$lib/server/render/write-table-workbook';
import { AGAINST_WORDS, OUTCOME_WORDS, say } from '$lib/ui/effect-words';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  plain: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json'
};
const isFormat = (format: string | null): format is keyof typeof TYPES => format !== null && format in TYPES;

/** The figures that may leave: no group under the network's threshold. */
export const GET = async (event) => {
  const { locals, url } = event;
  const { networkId } = needNetwork(event, ['administrator', 'coordinator']);
  const shown = orError(await readEffect(locals.app, locals.actor, { networkId, to: url.searchParams.get('to') }));
  const rows = effectRows(shown.result, shown.threshold);
  const asked = url.searchParams.get('format');
  const format = isFormat(asked) ? asked : 'csv';
  const [matched, others] = [m.effect_col_matched(), m.effect_col_others()];
  const table = effectTable(rows, {
    columns: [
      ...[m.effect_col_against(), m.effect_col_what()],
      ...[m.effect_file_n({ who: matched }), m.effect_file_mean({ who: matched })],
      ...[m.effect_file_n({ who: others }), m.effect_file_mean({ who: others })],
      ...[m.effect_col_difference(), m.effect_file_low(), m.effect_file_high()]
    ],
    against: say(AGAINST_WORDS),
    outcome: say(OUTCOME_WORDS)
  });
  const name = shown.period ? `${shown.period.from.name}-${shown.period.to.name}`.replace(/[^\w-]/g, '-') : 'none';
  const body =
    format === 'json'
      ? JSON.stringify({ from: shown.period?.from.name, to: shown.period?.to.name, threshold: shown.threshold, rows })
      : format === 'xlsx'
        ? await writeTableWorkbook(table, m.effect_nav())
        : writeCsv(table, format === 'csv' ? 'excel' : 'rfc4180');
  return new Response(body, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="mentoring-effect-${name}.${format === 'plain' ? 'csv' : format}"`,
      'cache-control': 'private, no-store'
    }
  });
};
