import type { CsvCell } from '$lib/domain/shared/csv';
import { INVITATION_STATES } from '$lib/domain/mentoring/invitation-state';
import { WISHES_STATES } from '$lib/domain/mentoring/wishes-state';
import { getLocale } from '$lib/paraglide/runtime.js';
import { readRoundWishes } from '$lib/server/mentoring/board-service';
import { readRound } from '$lib/server/mentoring/service';
import { readModel } from '$lib/server/model/public-service';
import { currentModel } from '$lib/server/model/service';
import { tableFile } from '$lib/server/render/table-file';
import { needNetwork } from '../../../../need';
import { orError } from '../../../../or-error';
import { filterInvitations, filterWishes } from '../filter-rows';
import { shapeInvitations } from '../shape-invitations';
import { draftTable, invitationTable, wishesTable } from './tables';

/**
 * What a round's page lists, as a file: the wishes while they come in, a draft's pairs, the invitations of a published
 * round. For the coordinator alone, and as filtered as the page.
 */
export const GET = async (event) => {
  const { locals, params, url } = event;
  const { app, actor } = locals;
  const { networkId } = needNetwork(event, ['administrator', 'coordinator']);
  const shown = orError(await readRound(app, actor, { roundId: params.id }));
  const model = orError(await currentModel(app, actor, { networkId }));
  const { text } = orError(await readModel(app, actor, { ...model, locale: getLocale() }));
  const theme = (dimension: string) => text.dimensions[dimension]?.name ?? dimension;
  const { name, state } = shown.round;
  const q = url.searchParams.get('q');
  const file = (table: CsvCell[][], json: object) =>
    tableFile(url.searchParams.get('format'), {
      ...{ name: `round-${name}`, sheet: name, table },
      json: { round: name, state, ...json }
    });

  if (state === 'collecting') {
    const { municipalities } = orError(await readRoundWishes(app, actor, { roundId: params.id }));
    const said = WISHES_STATES.find((known) => known === url.searchParams.get('said')) ?? null;
    const rows = filterWishes(municipalities, { said, q });
    return file(wishesTable(rows, theme), { wishes: rows });
  }
  if (state === 'draft') {
    const { pairings, without } = shown;
    return file(draftTable(shown, theme), { pairs: pairings, without });
  }
  const wanted = INVITATION_STATES.find((known) => known === url.searchParams.get('state')) ?? null;
  const rows = filterInvitations(shapeInvitations(shown, app.now()), { state: wanted, q });
  return file(invitationTable(rows, theme), { invitations: rows });
};
