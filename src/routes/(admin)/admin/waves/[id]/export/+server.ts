import { readState } from '$lib/domain/assessment/assessment-state';
import { type CsvCell, writeCsv } from '$lib/domain/shared/csv';
import { m } from '$lib/paraglide/messages.js';
import { readWaveProgress } from '$lib/server/assessment/read-review-service';
import { writeTableWorkbook } from '$lib/server/render/write-table-workbook';
import { MODE_WORDS, STATE_WORDS } from '$lib/ui/state-words';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;

/** The list as the state in the address shows it. */
export const GET = async (event) => {
  const { locals, params, url } = event;
  needNetwork(event, ['administrator', 'coordinator', 'analyst']);
  const { wave, rows } = orError(await readWaveProgress(locals.app, locals.actor, { waveId: params.id }));
  const wanted = readState(url.searchParams.get('state'));
  const header: CsvCell[] = [
    m.review_wave_code(),
    m.outreach_col_municipality(),
    m.review_wave_county(),
    m.review_state_filter(),
    m.review_wave_answered(),
    m.review_wave_level(),
    m.review_mode(),
    m.review_wave_opened_col(),
    m.review_wave_started_col(),
    m.review_wave_submitted_col(),
    m.review_wave_approved_col(),
    m.review_wave_deadline(),
    m.review_wave_named()
  ];
  const named = (value: boolean | null) =>
    wave.publish !== 'chosen'
      ? null
      : value === null
        ? m.review_wave_named_open()
        : value
          ? m.review_wave_named_yes()
          : m.review_wave_named_no();
  const table: CsvCell[][] = rows
    .filter(({ state }) => !wanted || state === wanted)
    .map(({ assessment: a, municipality, state, answered, level }) => [
      municipality.code,
      municipality.name,
      municipality.countyName,
      STATE_WORDS[state].name(),
      answered,
      level,
      MODE_WORDS[a.mode](),
      day(a.openedAt),
      day(a.startedAt),
      day(a.submittedAt),
      day(a.approvedAt),
      day(a.closesAt),
      named(a.named)
    ]);
  const xlsx = url.searchParams.get('format') === 'xlsx';
  const body = xlsx ? await writeTableWorkbook([header, ...table], wave.name) : writeCsv([header, ...table]);
  const name = `wave-${day(wave.opensAt)}.${xlsx ? 'xlsx' : 'csv'}`;
  return new Response(body, {
    headers: {
      'content-type': xlsx
        ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store'
    }
  });
};
