import { standingOf, correctionsByEntry, entryId } from '$lib/domain/outreach/corrections';
import type { CorrectionRecord, NotedRecord } from '$lib/domain/sync/ledger-records';
import type { Entity } from '$lib/domain/sync/records';
import type { Loader } from '../sync/loader';
import { type CorrectionRow, correctionsOf, dataPersonsOf, meetingIdsOf, namesOf } from './ledger-repository';
import { reachedOf } from './reached-repository';
import { meetingsOf } from './repository';

/** Names beside ids: the other side's people are not among a device's persons. */
export function correctionRecord(row: CorrectionRow, names: ReadonlyMap<string, string>): CorrectionRecord {
  const { id, raisedId, municipalityId, barrierId, kind, text, side, by, settled, settledBy, answer } = row;
  return {
    ...{ id, raisedId, municipalityId, barrierId, kind, text, side, by, settled, settledBy, answer },
    byName: names.get(by) ?? '',
    saidAt: row.saidAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    settledByName: names.get(settledBy ?? '') ?? ''
  };
}

const only = (own: string[], ids: string[] | null) => (ids ? own.filter((id) => ids.includes(id)) : own);

export const ledgerLoaders = {
  // the municipality itself, and the network's coordinators
  async correction(app, sight, ids) {
    if (!sight.coordinates && !sight.own.length) return [];
    const municipalityIds = sight.coordinates ? null : sight.own;
    const rows = await correctionsOf(app.db.read, sight.networkId, { ids, municipalityIds });
    const names = await namesOf(
      app.db.read,
      rows.flatMap(({ by, settledBy }) => [by, settledBy])
    );
    return rows.map((row) => ({ entity: 'correction', id: row.id, data: correctionRecord(row, names) }));
  },

  // officers only, of their own municipality: a coordinator has the meetings themselves
  async noted(app, sight, ids) {
    const own = only(sight.own, ids);
    if (!own.length) return [];
    const db = app.db.read;
    const meetingIds = await meetingIdsOf(db, own);
    const meetings = meetingIds.length ? await meetingsOf(db, sight.networkId, meetingIds) : [];
    const rows = await correctionsOf(db, sight.networkId, { ids: null, municipalityIds: own });
    const said = correctionsByEntry(rows.map((row) => correctionRecord(row, new Map())));
    return own.map((id) => {
      const theirs = meetings.filter(({ municipalityIds }) => municipalityIds.includes(id));
      const data: NotedRecord = {
        id,
        meetings: theirs.map(({ id: meetingId, heldOn, form }) => ({ id: meetingId, heldOn, form })),
        barriers: theirs.flatMap(({ heldOn, municipalityIds, barriers }) =>
          barriers.map(({ id: raisedId, barrierId, severity, quote, consent }) => {
            const several = municipalityIds.length > 1;
            const { quoteWithdrawn } = standingOf(said.get(entryId(raisedId, id)) ?? []);
            // of several municipalities nobody knows whose words they are; what may not be quoted stays in the meeting
            const shown = consent === 'yes' && !several && !quoteWithdrawn;
            return {
              ...{ raisedId, barrierId, severity, heldOn, several },
              ...{ quote: shown ? quote : '', consent: quote ? consent : null }
            };
          })
        )
      };
      return { entity: 'noted', id, data };
    });
  },

  async reached(app, sight, ids) {
    if (!sight.coordinates) return [];
    const found = await reachedOf(app.db.read, sight.networkId, ids);
    return [...found].map(([id, campaigns]) => ({ entity: 'reached', id, data: { id, campaigns } }));
  },

  // coordinators all; officers their own, where a contact is named only as far as that there is one
  async 'data-person'(app, sight, ids) {
    if (!sight.coordinates && !sight.own.length) return [];
    const wanted = sight.coordinates ? (ids ?? undefined) : only(sight.own, ids);
    const rows = await dataPersonsOf(app.db.read, sight.networkId, wanted);
    return rows.map(({ municipalityId: id, contactId, personId, version }) => ({
      entity: 'data-person',
      id,
      data: { id, contactId, personId, version }
    }));
  }
} satisfies Partial<Record<Entity, Loader>>;
