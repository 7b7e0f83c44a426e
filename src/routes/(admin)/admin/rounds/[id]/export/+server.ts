import { INVITATION_WORDS } from '$lib/client/screens/rounds/round-words';
import { type CsvCell, writeCsv } from '$lib/domain/shared/csv';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { readRound } from '$lib/server/mentoring/service';
import { readModel } from '$lib/server/model/public-service';
import { currentModel } from '$lib/server/model/service';
import { writeTableWorkbook } from '$lib/server/render/write-table-workbook';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';
import { type InvitationRow, shapeInvitations } from '../shape-invitations';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  plain: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json'
};
const isFormat = (format: string | null): format is keyof typeof TYPES => format !== null && format in TYPES;

/** Every invitation of a round with where it stands; for the coordinator, as the reasons given are in it. */
export const GET = async (event) => {
  const { locals, params, url } = event;
  const { networkId } = needNetwork(event, ['administrator', 'coordinator']);
  const shown = orError(await readRound(locals.app, locals.actor, { roundId: params.id }));
  const model = orError(await currentModel(locals.app, locals.actor, { networkId }));
  const { text } = orError(await readModel(locals.app, locals.actor, { ...model, locale: getLocale() }));
  const rows = shapeInvitations(shown, locals.app.now());
  const asked = url.searchParams.get('format');
  const format = isFormat(asked) ? asked : 'csv';
  const theme = (dimension: string) => text.dimensions[dimension]?.name ?? dimension;
  const table = () => [header(), ...rows.map((row) => cells(row, theme))];
  const body =
    format === 'json'
      ? JSON.stringify({ round: shown.round.name, state: shown.round.state, invitations: rows })
      : format === 'xlsx'
        ? await writeTableWorkbook(table(), shown.round.name)
        : writeCsv(table(), format === 'csv' ? 'excel' : 'rfc4180');
  const name = `round-${shown.round.name.replace(/[^\w-]+/g, '-')}.${format === 'plain' ? 'csv' : format}`;
  return new Response(body, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store'
    }
  });
};

const header = (): CsvCell[] => [
  m.round_col_mentee(),
  m.round_col_mentor(),
  m.round_col_theme(),
  m.round_col_score(),
  m.round_col_state(),
  m.round_col_invited(),
  m.round_col_days(),
  m.round_col_declined_by(),
  m.round_col_reason(),
  m.round_col_replaces()
];

const SIDES = { mentee: m.round_side_mentee, mentor: m.round_side_mentor };

function cells(row: InvitationRow, theme: (dimension: string) => string): CsvCell[] {
  return [
    row.mentee,
    row.mentor,
    theme(row.dimension),
    Math.round(row.score * 100),
    INVITATION_WORDS[row.state](),
    row.invitedAt?.toISOString().slice(0, 10) ?? null,
    row.daysLeft,
    row.declinedBy && SIDES[row.declinedBy](),
    row.declineReason || null,
    row.inPlaceOf
  ];
}
