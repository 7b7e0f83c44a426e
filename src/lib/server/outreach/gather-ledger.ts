import { correctionsByEntry, entryId, standingOf } from '$lib/domain/outreach/corrections';
import type { LedgerEntry, NotedQuote } from '$lib/domain/outreach/ledger';
import { sizeClassOf } from '$lib/domain/register/size-class';
import type { App } from '../app';
import { listMunicipalities } from '../register/repository';
import { modelOfNetwork } from '../roadmap/step-words';
import { gatherPlaces } from './gather-campaign';
import { correctionRecord } from './ledger-loaders';
import { correctionsOf } from './ledger-repository';
import { meetingsOf, type MeetingWhole } from './repository';

/** Every barrier raised in a network, a line for each municipality that was there, and the quotes that were noted. */
export async function gatherLedger(app: App, networkId: string) {
  const db = app.db.read;
  const stored = await modelOfNetwork(app, networkId);
  const groupOf = new Map((stored?.model.barriers ?? []).map(({ id, group }) => [id, group]));
  const places = new Map((await listMunicipalities(db, { networkId, on: 'any' })).map((place) => [place.id, place]));
  const levelOf = new Map((await gatherPlaces(app, networkId)).map(({ id, level }) => [id, level]));
  const rows = await correctionsOf(db, networkId, { ids: null, municipalityIds: null });
  const said = correctionsByEntry(rows.map((row) => correctionRecord(row, new Map())));
  const withdrawn = new Set(rows.filter(({ kind }) => kind === 'withdraw-quote').map(({ raisedId }) => raisedId));
  const entries: LedgerEntry[] = [];
  const quotes: NotedQuote[] = [];
  for (const meeting of await meetingsOf(db, networkId)) {
    for (const { id: raisedId, barrierId, severity, quote, consent } of meeting.barriers) {
      quotes.push({ barrierId, quote, consent, withdrawn: withdrawn.has(raisedId) });
      // one of several municipalities takes back what may be its own
      const shown = consent === 'yes' && !withdrawn.has(raisedId) && quote !== '';
      for (const municipalityId of meeting.municipalityIds) {
        const place = places.get(municipalityId);
        if (!place) continue;
        const { state, because, waiting } = standingOf(said.get(entryId(raisedId, municipalityId)) ?? []);
        entries.push({
          ...{ id: entryId(raisedId, municipalityId), raisedId, barrierId, group: groupOf.get(barrierId) ?? '' },
          ...{ municipalityId, code: place.code, name: place.name, countyCode: place.countyCode },
          ...{ countyName: place.countyName, size: sizeClassOf(place.population) },
          ...{ level: levelOf.get(municipalityId) ?? null, heldOn: meeting.heldOn, meetingId: meeting.id, severity },
          ...{ state, stateSide: because?.side ?? null, stateOn: because?.settledAt?.slice(0, 10) ?? null, waiting },
          ...{ quote: shown ? quote : null, quoteRole: shown ? roleIn(meeting) : null }
        });
      }
    }
  }
  return { entries, quotes, stored };
}

/** Lines that a municipality said are wrong, where the coordinator agreed: they were never there. */
export async function takenBackIn(app: App, networkId: string): Promise<Set<string>> {
  const rows = await correctionsOf(app.db.read, networkId, { ids: null, municipalityIds: null });
  const said = correctionsByEntry(rows.map((row) => correctionRecord(row, new Map())));
  return new Set([...said].filter(([, list]) => standingOf(list).state === 'taken-back').map(([id]) => id));
}

/** The role is known only where everybody who was there has the same. */
export function roleIn({ attendees }: Pick<MeetingWhole, 'attendees'>): LedgerEntry['quoteRole'] {
  const roles = new Set(attendees.map(({ role }) => role));
  const [role] = roles;
  return roles.size === 1 && role ? role : null;
}
