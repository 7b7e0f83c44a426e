import { describe, expect, it } from 'vitest';
import { applyPairingLife, layOverVisit, NO_LIFE } from './apply-pairing-life';
import type { OutboxItem } from './outbox';
import type { PairingRecord, ReadRecord } from './records';

const pairing: PairingRecord = {
  ...{ id: 'p', menteeId: 'a', mentorId: 'b', dimension: 'legal', reasons: [], status: 'active', group: false },
  ...{ menteeAccepted: true, mentorAccepted: true, invitedAt: null, expiresAt: null, startedAt: null, endsOn: null },
  ...{ closedAs: null, closedAt: null, goals: [], people: [], version: 3 }
};
const issuedAt = '2026-11-22T10:00:00.000Z';
const item = (type: string, payload: object): OutboxItem => ({
  ...{ seq: 1, key: 'k', state: 'waiting', ackedVersion: null, problems: [] },
  envelope: {
    ...{ commandId: 'c', seq: 1, type, schemaVersion: 1, baseVersion: null, issuedAt },
    payload: { pairingId: 'p', side: 'mentee', ...payload }
  }
});

/** What these changes, one after the other, make of the pairing's life. */
function lifeAfter(...items: OutboxItem[]) {
  let now = pairing;
  for (const one of items) {
    const read = ((entity: string, id: string) => {
      if (entity === 'pairing' && id === 'p') return now;
      return entity === 'person' ? { id, name: 'Robin' } : undefined;
    }) as ReadRecord;
    const [change] = applyPairingLife(one, read, 'me');
    if (change?.entity === 'pairing' && change.data) now = change.data;
  }
  return now.life ?? NO_LIFE;
}

describe('what is done in a pairing without network', () => {
  it('is seen at once: ticks and words of an item each for itself', () => {
    const life = lifeAfter(
      item('agenda.set', { itemId: 'own', session: 2, text: 'Visit' }),
      item('agenda.set', { itemId: 'own', done: true }),
      item('agenda.set', { itemId: 's1-who', session: 1, done: true })
    );
    expect(life.agenda).toEqual([
      { id: 'own', session: 2, text: 'Visit', done: true, removed: false },
      { id: 's1-who', session: 1, text: '', done: true, removed: false }
    ]);
  });

  it('leaves what a later change of a visit does not name', () => {
    const life = lifeAfter(
      item('visit.set', { visitId: 'v', on: '2027-01-12', place: 'Umeå', travel: 400 }),
      item('visit.set', { visitId: 'v', state: 'held' })
    );
    expect(life.visits).toEqual([
      {
        ...{ id: 'v', on: '2027-01-12', place: 'Umeå', purpose: '', travel: 400 },
        ...{ lodging: 0, other: 0, hours: 0, state: 'held' }
      }
    ]);
    expect(layOverVisit(undefined, { visitId: 'v', place: 'Umeå' })).toBeNull();
  });

  it('shows what its author changed, and what a colleague changed meanwhile in other fields', () => {
    const life = lifeAfter(
      item('visit.set', { visitId: 'v', on: '2027-01-12', place: 'Umeå', travel: 400 }),
      item('visit.set', { visitId: 'v', place: 'Luleå', was: { place: 'Umeå' } }),
      item('pairing.evaluate', { helped: 4, goals: [], worked: 'Calls', missing: '', again: true }),
      item('pairing.evaluate', {
        ...{ helped: 5, goals: [], worked: 'Nothing', missing: '', again: true },
        was: { helped: 4 }
      })
    );
    expect(life.visits).toMatchObject([{ place: 'Luleå', travel: 400 }]);
    expect(life.evaluations).toMatchObject([{ helped: 5, worked: 'Calls' }]);
  });

  it('replaces what the own side said, and nothing of the other', () => {
    const said = { goals: [], worked: '', missing: '', again: true };
    const life = lifeAfter(
      item('pairing.evaluate', { ...said, helped: 2 }),
      item('pairing.evaluate', { ...said, side: 'mentor', helped: 3 }),
      item('pairing.evaluate', { ...said, helped: 5 })
    );
    expect(life.evaluations.map(({ side, helped, at }) => [side, helped, at])).toEqual([
      ['mentor', 3, issuedAt],
      ['mentee', 5, issuedAt]
    ]);
  });

  it('shows a file that waits, and hides one that is taken away', () => {
    const add = item('pairing-file.add', { fileId: 'f', name: 'list.csv', sha256: 'x', size: 3 });
    expect(lifeAfter(add).files).toMatchObject([{ id: 'f', mediaType: 'text/csv', addedByName: 'Robin' }]);
    expect(lifeAfter(add, item('pairing-file.remove', { fileId: 'f', removed: true })).files).toEqual([]);
  });

  it('changes nothing of a pairing that is not on this device', () => {
    expect(applyPairingLife(item('agenda.set', { itemId: 'x' }), () => undefined, 'me')).toEqual([]);
  });
});
