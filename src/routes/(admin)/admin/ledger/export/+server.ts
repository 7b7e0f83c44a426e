import { readLedgerFilter } from '$lib/domain/outreach/ledger';
import { m } from '$lib/paraglide/messages.js';
import { readLedger } from '$lib/server/outreach/ledger-service';
import { tableFile } from '$lib/server/render/table-file';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { readTexts } from '../read-texts';
import { ROLES } from '../roles';
import {
  barrierText,
  groupText,
  levelText,
  ROLE_WORDS,
  severityText,
  SIDE_WORDS,
  sizeText,
  STATE_WORDS
} from '../words';

/** The lines of the ledger as the filter in the address shows them. Quotes are in it with consent by name only. */
export const GET = async (event) => {
  const { locals, url } = event;
  const { networkId } = needNetwork(event, ROLES);
  const filter = readLedgerFilter(url.searchParams);
  const ledger = orError(await readLedger(locals.app, locals.actor, { networkId, filter }));
  const texts = await readTexts(locals, ledger, filter);
  const links = new Map(ledger.byBarrier.map((row) => [row.barrierId, row]));
  const header = [
    ...[m.ledger_col_id(), m.ledger_col_barrier(), m.ledger_col_group(), m.ledger_col_code()],
    ...[m.ledger_col_municipality(), m.ledger_col_county(), m.ledger_col_size(), m.ledger_col_level()],
    ...[m.ledger_col_held(), m.ledger_col_severity(), m.ledger_col_state(), m.ledger_col_state_on()],
    ...[m.ledger_col_state_side(), m.ledger_col_waiting(), m.ledger_col_quote(), m.ledger_col_quote_role()],
    ...[m.ledger_col_criteria(), m.ledger_col_measures()]
  ];
  const rows = ledger.entries.map((one) => [
    ...[one.id, barrierText(texts, one.barrierId), groupText(texts, one.group), one.code, one.name],
    ...[one.countyName, sizeText(one.size), levelText(one.level), one.heldOn, severityText(one.severity)],
    ...[STATE_WORDS[one.state](), one.stateOn, one.stateSide && SIDE_WORDS[one.stateSide](), one.waiting],
    ...[one.quote, one.quoteRole && ROLE_WORDS[one.quoteRole]()],
    ...[links.get(one.barrierId)?.criteria.join(' '), links.get(one.barrierId)?.measures.join(' ')]
  ]);
  return tableFile(url.searchParams.get('format'), {
    name: `${m.ledger_file()}-${locals.app.now().toISOString().slice(0, 10)}`,
    ...{ sheet: m.ledger_sheet(), table: [header, ...rows] },
    json: { entries: ledger.entries, byBarrier: ledger.byBarrier }
  });
};
