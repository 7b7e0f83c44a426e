import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import {
  anonymousQuotes,
  type BarrierRow,
  countLedger,
  filterLedger,
  ledgerByBarrier,
  ledgerByLevel,
  ledgerBySize,
  type LedgerCount,
  type LedgerEntry,
  type LedgerFilter,
  type LedgerPart,
  NO_LEDGER_FILTER
} from '$lib/domain/outreach/ledger';
import { entryId } from '$lib/domain/outreach/corrections';
import type { SizeClassId } from '$lib/domain/register/size-class';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findNetwork } from '../identity/directory-repository';
import { findRaised, isWithdrawn } from './ledger-repository';
import { gatherLedger, roleIn, takenBackIn } from './gather-ledger';
import { whoNamed } from './quote-repository';
import { sizeToTell } from './size-to-tell';
import { meetingsOf } from './repository';

export interface Ledger {
  entries: LedgerEntry[];
  count: LedgerCount;
  /** Lines without a filter, so that a page can say how much it shows. */
  all: number;
  byBarrier: BarrierRow[];
  bySize: LedgerPart[];
  byLevel: LedgerPart[];
  /** Only where nothing is filtered but the barrier: else one could find out whose they are. */
  anonymous: { barrierId: string; quotes: string[] }[];
  /** What can be chosen in the filter. */
  choices: {
    barriers: string[];
    groups: string[];
    counties: { code: string; name: string }[];
    levels: number[];
    measures: string[];
  };
  /** The model's texts the names come from. */
  model: { id: string; version: string } | null;
}

/**
 * The ledger of barriers: what was raised where, how often, and whether it still stands. Quotes are in it only with
 * consent.
 *
 * @param input.municipalityId of one municipality; all an officer may ask for
 */
export async function readLedger(
  app: App,
  actor: Actor,
  input: { networkId: string; municipalityId?: string | null; filter?: Partial<LedgerFilter> }
): Promise<Result<Ledger>> {
  const refused = authorize(actor, 'ledger:read');
  if (refused) return refused;
  const { networkId, municipalityId = null } = input;
  const forbidden = authorize(actor, 'ledger:read', { networkId, ...(municipalityId && { municipalityId }) });
  if (forbidden) return forbidden;
  const network = await findNetwork(app.db.read, networkId);
  if (!network) return refuse('not-found', 'network', 'There is no such network - choose one of yours.');
  const filter = { ...NO_LEDGER_FILTER, ...input.filter };
  const { entries: every, quotes, stored } = await gatherLedger(app, networkId);
  const measures = stored?.model.measures ?? [];
  const barriersOf = Object.fromEntries(measures.map(({ id, barriers }) => [id, barriers]));
  const own = municipalityId
    ? every.filter((one) => one.municipalityId === municipalityId).map(forMunicipality(every))
    : every;
  const entries = filterLedger(own, filter, barriersOf);
  const { barrier: _barrier, group: _group, measure: _measure, ...places } = filter;
  const untraceable = !municipalityId && Object.values(places).every((value) => value === '');
  const all = ledgerByBarrier(every, { criteria: [], measures: [] });
  const named = new Map(all.map((row) => [row.barrierId, row.municipalities]));
  // an officer is not told what others raised
  const raised = new Set(own.map(({ barrierId }) => barrierId));
  const shownBarriers = new Set(entries.map(({ barrierId }) => barrierId));
  const counties = new Map(
    own.flatMap(({ countyCode, countyName }) => (countyCode ? [[countyCode, countyName ?? countyCode]] : []))
  );
  return ok({
    entries,
    count: countLedger(entries),
    all: own.length,
    byBarrier: ledgerByBarrier(entries, stored?.model ?? { criteria: [], measures: [] }),
    bySize: ledgerBySize(entries),
    byLevel: ledgerByLevel(entries),
    anonymous: untraceable
      ? anonymousQuotes(quotes, named, network.threshold).filter(({ barrierId }) => shownBarriers.has(barrierId))
      : [],
    choices: {
      barriers: all.flatMap(({ barrierId }) => (raised.has(barrierId) ? barrierId : [])),
      groups: [...new Set(own.map((one) => one.group))].filter(Boolean),
      counties: [...counties].map(([code, name]) => ({ code, name })).sort((a, b) => (a.code < b.code ? -1 : 1)),
      levels: [...new Set(own.flatMap(({ level }) => level ?? []))].sort((a, b) => a - b),
      measures: measures.filter(({ barriers }) => barriers.some((id) => raised.has(id))).map(({ id }) => id)
    },
    model: stored && { id: stored.model.id, version: stored.model.version }
  });
}

/** Where several municipalities met, nobody knows whose words a quote is: none of them is shown it. */
function forMunicipality(every: readonly LedgerEntry[]): (entry: LedgerEntry) => LedgerEntry {
  const places = new Map<string, number>();
  for (const { raisedId } of every) places.set(raisedId, (places.get(raisedId) ?? 0) + 1);
  return (entry) => ((places.get(entry.raisedId) ?? 0) > 1 ? { ...entry, quote: null, quoteRole: null } : entry);
}

/**
 * A quote for a text that leaves the network, asked for each time it is used: whoever may be quoted today may not be
 * tomorrow. Refused where nobody agreed, where that was taken back, and where so few named the barrier that "anonymous"
 * would say who it was.
 */
export async function quoteForReport(
  app: App,
  actor: Actor,
  input: { raisedId: string; networkId?: string }
): Promise<Result<{ barrierId: string; text: string; role: LedgerEntry['quoteRole']; size: SizeClassId | null }>> {
  const refused = authorize(actor, 'report:draft');
  if (refused) return refused;
  const raised = await findRaised(app.db.read, input.raisedId);
  // a report is of one network: words of another's meetings have no place in it
  const elsewhere = input.networkId !== undefined && input.networkId !== raised?.meeting.networkId;
  if (!raised || elsewhere)
    return refuse('not-found', 'raisedId', 'This was not noted, or was taken out of its meeting since.');
  const { networkId } = raised.meeting;
  const forbidden = authorize(actor, 'report:draft', { networkId });
  if (forbidden) return forbidden;
  const { barrierId, quote: text, consent } = raised.barrier;
  if (!text.trim())
    return refuse('no-quote', 'raisedId', 'Nothing was noted in their own words - leave the quote out.');
  if (await isWithdrawn(app.db.read, input.raisedId))
    return refuse('consent-withdrawn', 'raisedId', 'Consent to this quote was withdrawn - take it out of the text.');
  if (consent === 'no')
    return refuse('no-consent', 'raisedId', 'Whoever said this does not want to be quoted - leave the quote out.');
  if (consent === 'yes') {
    const [meeting] = await meetingsOf(app.db.read, networkId, [raised.meeting.id]);
    return ok({
      ...{ barrierId, text, role: meeting ? roleIn(meeting) : null },
      size: meeting ? await sizeToTell(app, meeting) : null
    });
  }
  const network = await findNetwork(app.db.read, networkId);
  const takenBack = await takenBackIn(app, networkId);
  const named = (await whoNamed(app.db.read, networkId, barrierId)).filter(
    (line) => !takenBack.has(entryId(line.raisedId, line.municipalityId))
  );
  const municipalities = new Set(named.map(({ municipalityId }) => municipalityId)).size;
  if (municipalities < (network?.threshold ?? Infinity))
    return refuse(
      'too-few',
      'raisedId',
      `${municipalities} municipalities named this barrier: one could tell who said it - leave the quote out.`
    );
  return ok({ barrierId, text, role: null, size: null });
}
